import HookKit
import Testing

/// Arrays as `joblib.dump` writes them, spelt by hand; `ImpalaModelTests` has a file of joblib's own.
@Suite struct JoblibTests {
  private static let wrapper = "NumpyArrayWrapper"

  /// A wrapper with what stands behind it.
  private struct Wrapped {
    var shape: [PickleValue] = [.int(2), .int(3)]
    var order = "C"
    var type = "f4"
    var subclass = "numpy.ndarray"
    /// What the state says of alignment; nil for a joblib before 1.2.
    var alignment: PickleValue? = .int(16)
    var padding: [UInt8] = [2, 0xFF, 0xFF]
    var data = JoblibTests.bytes([1, 2, 3, 4, 5, 6])

    /// The instructions of a value, without protocol and STOP.
    static func body(_ value: PickleValue) -> [UInt8] { Array(PickleWriter.pickle(value).dropFirst(2).dropLast()) }

    var instructions: [UInt8] {
      let parts = subclass.split(separator: ".").map(String.init)
      let dtype = PickleObject(
        callee: .init(module: "numpy", name: "dtype"), arguments: [.string(type), .bool(false), .bool(true)],
        state: .tuple([.int(3), .string("<"), .none, .none, .none, .int(-1), .int(-1), .int(0)]))
      var state = [
        PickleEntry(.string("subclass"), .global(.init(module: parts[0], name: parts[1]))),
        PickleEntry(.string("shape"), .tuple(shape)), PickleEntry(.string("order"), .string(order)),
        PickleEntry(.string("dtype"), .object(dtype)), PickleEntry(.string("allow_mmap"), .bool(true)),
      ]
      if let alignment { state.append(PickleEntry(.string("numpy_array_alignment_bytes"), alignment)) }
      // Class, no arguments, NEWOBJ; state, BUILD; what follows.
      return Array("cjoblib.numpy_pickle\n\(JoblibTests.wrapper)\n".utf8) + [0x29, 0x81] + Self.body(.dictionary(state))
        + Array("b".utf8) + padding + data
    }
  }

  private static func bytes(_ numbers: [Float]) -> [UInt8] {
    numbers.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) }
  }

  /// A dictionary of arrays, as `save_variables` of baselines pickles it.
  private static func file(_ arrays: [(String, Wrapped)]) -> [UInt8] {
    [0x80, 4] + Array("}(".utf8)
      + arrays.flatMap { Wrapped.body(.string($0.0)) + $0.1.instructions } + Array("u.".utf8)
  }

  private func archive(_ wrapped: Wrapped) throws -> TensorArchive {
    try TensorArchive(Self.file([("a", wrapped), ("b", Wrapped())]), source: "x.joblib")
  }

  @Test func elementsStandBehindTheirWrapper() throws {
    let expected = Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3])
    #expect(try archive(Wrapped()) == TensorArchive(["a": expected, "b": expected]))
    #expect(try archive(Wrapped(padding: [0]))["a"] == expected)
    #expect(try archive(Wrapped(alignment: nil, padding: []))["a"] == expected)
    #expect(try archive(Wrapped(alignment: PickleValue.none, padding: []))["a"] == expected)
    #expect(try archive(Wrapped(order: "F"))["a"] == Tensor([1, 3, 5, 2, 4, 6], shape: [2, 3]))
    #expect(try archive(Wrapped(shape: [], data: Self.bytes([7])))["a"] == Tensor([7], shape: []))
    #expect(try archive(Wrapped(shape: [.int(0), .int(5)], data: []))["a"]?.shape == [0, 5])
  }

  @Test func oneArrayAloneIsRead() throws {
    let file = [0x80, 4] + Wrapped().instructions + Array(".".utf8)
    #expect(try TensorArchive(file, source: "x")["array"]?.shape == [2, 3])
  }

  /// Fail closed: whatever is no plain array of numbers is refused, and none of it is taken for instructions.
  @Test func whatIsNoPlainArrayIsRefused() {
    let refused: [Wrapped] = [
      Wrapped(type: "O8"), Wrapped(subclass: "numpy.matrix"), Wrapped(order: "A"), Wrapped(alignment: .string("16")),
      Wrapped(shape: [.int(-1)]), Wrapped(shape: [.string("2")]), Wrapped(shape: [.int(.max), .int(.max)]),
      Wrapped(shape: [PickleValue](repeating: .int(1), count: 65)),
    ]
    for wrapped in refused {
      let text = message { _ = try archive(wrapped) }
      #expect(text.contains("is no plain array of numbers") || text.contains("numpy.matrix"), "\(text)")
    }
    let large = message { _ = try archive(Wrapped(shape: [PickleValue](repeating: .int(1), count: 1000))) }
    #expect(large.contains("more values than one has"), "\(large)")
  }

  @Test func whatIsCutShortOrDamagedIsAnError() {
    let short = message { _ = try archive(Wrapped(shape: [.int(1 << 40)])) }
    #expect(short.contains("ends early"), "\(short)")
    #expect(message { _ = try archive(Wrapped(padding: [255])) } != "no error")
    fuzz(Self.file([("a", Wrapped()), ("b", Wrapped(order: "F"))])) { _ = try TensorArchive($0, source: "x") }
  }

  /// Only where arrays are read: a checkpoint of PyTorch with such a class in it is refused as before.
  @Test func nobodyElseReadsThem() {
    var reader = PickleReader([0x80, 4] + Wrapped().instructions + Array(".".utf8), source: "x", others: .keptOpaque)
    let text = message { _ = try reader.read() }
    #expect(text.contains("refuses \"joblib.numpy_pickle.NumpyArrayWrapper\""), "\(text)")
  }

  @Test(
    arguments: [
      ("zlib", [0x78, 0x9C]), ("zlib", [0x78, 0x5E]), ("gzip", [0x1F, 0x8B, 8]), ("bzip2", [0x42, 0x5A, 0x68, 0x39]),
      ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]), ("lzma", [0x5D, 0, 0]), ("lz4", [0x04, 0x22, 0x4D, 0x18]),
    ] as [(String, [UInt8])])
  func compressedFilesSaySo(name: String, beginning: [UInt8]) {
    for byte: UInt8 in [0x2E, UInt8(ascii: "{")] {
      let file = beginning + [UInt8](repeating: byte, count: 40)
      let text = message { _ = try TensorArchive(file, source: "x.joblib") }
      #expect(
        text.contains("is compressed (\(name))") && text.contains("joblib.dump(joblib.load(path), new)"), "\(text)")
    }
  }
}
