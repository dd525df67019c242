import HookKit
import Testing

@Suite struct PickleTests {
  /// `{'a': 1, 'b': [1.5, None, True, False, -7, 2**40, 70000], 'c': ('x',), 's': b'\0\xff', 'h': 'hé😀'}` by
  /// Python 3.11.
  static let sample: [String] = [
    """
    286470300a56610a70310a49310a7356620a70320a286c70330a46312e350a614e614930310a614930300a61492d370a614c31303939353131
    3632373737364c0a614937303030300a617356630a70340a2856780a70350a7470360a7356730a70370a635f636f646563730a656e636f6465
    0a70380a28565c7530303030ff0a70390a566c6174696e310a7031300a747031310a527031320a7356680a7031330a5668e95c553030303166
    3630300a7031340a732e
    """,
    """
    7d71002858010000006171014b0158010000006271025d710328473ff80000000000004e4930310a4930300a4af9ffffff4c31303939353131
    3632373737364c0a4a701101006558010000006371042858010000007871057471065801000000737107635f636f646563730a656e636f6465
    0a710828580300000000c3bf710958060000006c6174696e31710a74710b52710c580100000068710d580700000068c3a9f09f9880710e752e
    """,
    """
    80027d71002858010000006171014b0158010000006271025d710328473ff80000000000004e88894af9ffffff8a060000000000014a701101
    0065580100000063710458010000007871058571065801000000737107635f636f646563730a656e636f64650a7108580300000000c3bf7109
    58060000006c6174696e31710a86710b52710c580100000068710d580700000068c3a9f09f9880710e752e
    """,
    """
    80037d71002858010000006171014b0158010000006271025d710328473ff80000000000004e88894af9ffffff8a060000000000014a701101
    0065580100000063710458010000007871058571065801000000737107430200ff71085801000000687109580700000068c3a9f09f9880710a
    752e
    """,
    """
    80049552000000000000007d94288c0161944b018c0162945d9428473ff80000000000004e88894af9ffffff8a060000000000014a70110100
    658c0163948c01789485948c017394430200ff948c0168948c0768c3a9f09f988094752e
    """,
    """
    80059552000000000000007d94288c0161944b018c0162945d9428473ff80000000000004e88894af9ffffff8a060000000000014a70110100
    658c0163948c01789485948c017394430200ff948c0168948c0768c3a9f09f988094752e
    """,
  ]

  static let value = PickleValue.dictionary([
    PickleEntry(.string("a"), .int(1)),
    PickleEntry(
      .string("b"),
      .list([.float(1.5), .none, .bool(true), .bool(false), .int(-7), .int(1 << 40), .int(70000)])),
    PickleEntry(.string("c"), .tuple([.string("x")])),
    PickleEntry(.string("s"), .bytes([0, 255])),
    PickleEntry(.string("h"), .string("hé😀")),
  ])

  private func read(_ bytes: [UInt8], allowing: Set<String> = []) throws -> PickleValue {
    var reader = PickleReader(bytes, source: "test.pkl", allowing: allowing)
    return try reader.read()
  }

  private func read(_ pickle: String, allowing: Set<String> = []) throws -> PickleValue {
    try read(Array(pickle.utf8), allowing: allowing)
  }

  @Test(arguments: 0...5) func readsEveryProtocol(version: Int) throws {
    #expect(try read(bytes(hex: Self.sample[version])) == Self.value)
  }

  @Test(arguments: [PickleWriter.Version.two, .four]) func readsWhatItWrites(
    version: PickleWriter.Version
  ) throws {
    let more = PickleValue.list([
      Self.value, .set([.int(1), .int(2)]), .bigInt(Array(repeating: 7, count: 300)), .int(.min), .int(.max),
      .tuple([]),
      .bytes([]), .list([]), .dictionary([]),
    ])
    #expect(try read(PickleWriter.pickle(more, version: version)) == more)
  }

  @Test func keepsObjectsWithEntriesAndState() throws {
    let value = try read("ccollections\nOrderedDict\n)R(Va\nI1\nu}b.", allowing: ["collections.OrderedDict"])
    #expect(value["a"] == .int(1))
    guard case .object(let object) = value else {
      Issue.record("\(value) is no object")
      return
    }
    #expect(object.callee.description == "collections.OrderedDict")
    #expect(object.state == .dictionary([]))
  }

  @Test func containersChangedAfterSharingAreSharedAsChanged() throws {
    // x = []; [x, x], then x.append(1) through the memo.
    #expect(try read("(]q\0h\0lh\0I1\na0.") == .list([.list([.int(1)]), .list([.int(1)])]))
  }

  @Test(arguments: [
    (
      "cos\nsystem\n(Vtouch /tmp/x\ntR.",
      "test.pkl: refuses \"os.system\", which this pickle asks for at offset 0"
    ),
    ("\u{8C}\u{2}os\u{8C}\u{6}system\u{93}.", "refuses \"os.system\""),
    ("(Vtouch\nios\nsystem\n.", "refuses \"os.system\""),
    ("(cbuiltins\neval\nV1\no.", "refuses \"builtins.eval\""),
    ("Z", "byte 0x5a at offset 0 is no pickle instruction"),
    ("\u{82}\u{1}.", "the pickle instruction EXT1 at offset 0 is not supported"),
    (".", "a value is missing"),
    ("a", "a value is missing"),
    ("]", "ends early"),
    ("I1\nI2\na.", "appended to a value that is no list"),
    ("}I1\nu", "a mark is missing"),
    ("}(I1\nu.", "a key has no value"),
    ("g5\n.", "memo 5 is used before it is set"),
    ("I1\n)R.", "a call of something that is no global"),
    ("Ix\n.", "\"x\" is not an integer"),
    ("]p0\ng0\na.", "a value that contains itself"),
    ("\u{80}\u{9}.", "pickle protocol 9 is unknown"),
    ("X\u{7F}\u{7F}\u{7F}\u{7F}ab", "ends early"),
    ("B\u{7F}\u{7F}\u{7F}\u{7F}", "ends early"),
    ("T\u{FF}\u{FF}\u{FF}\u{FF}", "impossible"),
  ])
  func refuses(pickle: String, expected: String) {
    // One byte for each character, so that opcodes beyond ASCII can be spelt.
    let bytes = pickle.unicodeScalars.map { UInt8($0.value) }
    let text = message { _ = try read(bytes) }
    #expect(text.contains(expected), "\(text)")
  }

  @Test func refusesWhatGrowsBeyondAllBounds() {
    // Thirty levels of a tuple of two copies of the level below: 2^30 values to walk, from a hundred bytes.
    let laughs = "I1\n" + (0..<30).map { "p\($0)\n0g\($0)\ng\($0)\n\u{86}" }.joined() + "."
    let text = message { _ = try read(laughs.unicodeScalars.map { UInt8($0.value) }) }
    #expect(text.contains("repeat beyond all bounds"), "\(text)")
    let deep = String(repeating: "(", count: 100_000) + String(repeating: "t", count: 100_000) + "."
    #expect(message { _ = try read(deep) }.contains("nests values"))
    let many = String(repeating: "N", count: 1_100_000) + "."
    #expect(message { _ = try read(many) }.contains("more than 1048576 values"))
    for step in ["(", "N2", "Np0\n"] {
      let endless = "N" + String(repeating: step, count: 5_000_000 / step.utf8.count)
      #expect(message { _ = try read(endless) }.contains("1048576 values"), "\(step)")
    }
    let duplicates = "](N" + String(repeating: "2222222222", count: 600_000) + "e."
    #expect(message { _ = try read(duplicates) }.contains("1048576 values"))
    let copies =
      "V" + String(repeating: "x", count: 10_000) + "\np0\n"
      + String(repeating: "c_codecs\nencode\n(g0\nVlatin1\ntR", count: 100) + "."
    #expect(message { _ = try read(copies) }.contains("copies its own contents"))
  }

  @Test(arguments: 0...5) func survivesDamage(version: Int) {
    fuzz(bytes(hex: Self.sample[version])) { _ = try read($0, allowing: ["collections.OrderedDict"]) }
  }
}
