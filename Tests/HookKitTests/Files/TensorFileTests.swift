import Foundation
import HookKit
import Testing

/// Every format against files that PyTorch and NumPy made.
@Suite struct TensorFileTests {
  static let names: [String] = [
    "bare.pth", "bare_legacy.pth", "wrapped.pth", "wrapped_legacy.pth", "state_dict_key.pth",
    "state_dict_key_legacy.pth",
    "views.pth", "views_legacy.pth", "types.pth", "types_legacy.pth", "types_v3.pth", "parameters.pth",
    "parameters_legacy.pth", "big_endian.pth", "f4.npy", "fortran.npy", "big_endian_f8.npy", "u1.npy",
    "i8.npy", "bool.npy",
    "f2.npy", "scalar.npy", "empty.npy", "version2.npy", "version3.npy", "stored.npz", "deflated.npz",
    "mixed.safetensors",
  ]

  @Test(arguments: names) func holdsWhatItsMakerSays(name: String) throws {
    let expected = try #require(try FixtureFiles.expected()[name])
    let archive = try FixtureFiles.archive(try FixtureFiles.bytes(name), name)
    #expect(Set(archive.names) == Set(expected.keys))
    for (tensor, wanted) in expected { #expect(archive[tensor] == wanted.tensor, "\(name): \(tensor)") }
  }

  @Test(arguments: names + ["hostile.pth", "hostile_legacy.pth", "view_bomb.pth"]) func survivesDamage(
    name: String
  ) throws {
    fuzz(try FixtureFiles.bytes(name), flips: 1000) { _ = try FixtureFiles.archive($0, name) }
  }

  /// Damage inside a ZIP is mostly caught by its checksums, so the pickle and the header are damaged by
  /// themselves.
  @Test func survivesDamagedPickles() throws {
    let bytes = try FixtureFiles.bytes("views_legacy.pth")
    fuzz(bytes, flips: 20_000, seed: 7) { _ = try FixtureFiles.archive($0, "views_legacy.pth") }
  }

  @Test(arguments: [
    ("id_nested.pth", "described otherwise than PyTorch"),
    ("id_missing_key.pth", "lacks the data of storage \"9\""),
    ("id_huge_count.pth", "and the tensors in it take"),
    ("view_outside.pth", "does not fit its storage of 16 bytes"),
    ("view_negative.pth", "does not fit its storage of 16 bytes"),
    ("view_overflow.pth", "does not fit its storage of 16 bytes"),
    ("view_bomb.pth", "far more memory than the file has data"),
    ("text.npy", "elements of NumPy type \"<U1\" are not read"),
    ("records.npy", "header cannot be understood"),
    ("no_tensors.pth", "which is no tensor"),
    ("expected.json", "is not a file of tensors"),
  ])
  func refuses(name: String, expected: String) throws {
    let bytes = try FixtureFiles.bytes(name)
    let text = message { _ = try FixtureFiles.archive(bytes, name) }
    #expect(text.hasPrefix(name) && text.contains(expected), "\(text)")
  }

  @Test(arguments: ["hostile.pth", "hostile_legacy.pth"]) func runsNothing(name: String) throws {
    let marker = FileManager.default.temporaryDirectory.appendingPathComponent("hookkit-hostile-marker").path
    try? FileManager.default.removeItem(atPath: marker)
    let text = message { _ = try TorchFile(contentsOf: FixtureFiles.path(name)) }
    #expect(text.contains("refuses \"posix.system\""), "\(text)")
    #expect(!FileManager.default.fileExists(atPath: marker))
  }

  @Test func keepsElementTypes() throws {
    let array = try TypedArray(contentsOf: FixtureFiles.path("u1.npy"))
    #expect(array.elementType == .uint8)
    #expect(array.bytes == [0, 255])
    #expect(try TypedArray(npy: array.npyBytes, source: "again") == array)
    let several = try TypedArray.arrays(npz: FixtureFiles.bytes("stored.npz"), source: "stored.npz")
    #expect(several.first { $0.name == "i8" }?.array.elementType == .int64)
  }

  /// Texts come back from arrays of NumPy, whatever they consist of.
  @Test(arguments: ["", "{}", "f\u{FC}r \u{1F9C0}", "a\0b", String(repeating: "x", count: 70_000)])
  func textsAreArrays(text: String) throws {
    let archive = TensorArchive(["a": Tensor([1], shape: [1])], metadata: ["recipe": text])
    let bytes = try archive.npzBytes(for: "test.npz")
    #expect(try TensorArchive(npz: bytes, source: "test.npz") == archive)
    #expect(try TypedArray.arrays(npz: bytes, source: "test.npz").map(\.name) == ["a"])
  }

  @Test func listsOfTextsAreJSON() throws {
    var archive = ArrayArchive()
    (archive.texts["site"], archive.texts["none"]) = (["a", "", "long"], [])
    let read = try TensorArchive(npz: archive.npzBytes(for: "test.npz"), source: "test.npz")
    #expect(read.metadata == ["site": #"["a","","long"]"#, "none": "[]"])
  }

  /// `numpy.savez(f, recipe="{}", rows=numpy.array(["ab", "c"], dtype=">U2"))` of NumPy 1.26.4, and a file of HookKit
  /// before texts were arrays.
  @Test(arguments: [("texts.npz", "[\"ab\",\"c\"]"), ("texts_json.npz", "[]")])
  func readsTextsOfOthers(name: String, rows: String) throws {
    let archive = try FixtureFiles.archive(FixtureFiles.bytes(name), name)
    #expect(archive.metadata == ["recipe": "{}", "rows": rows])
  }

  @Test func readsMetadata() throws {
    let archive = try TensorArchive(contentsOf: FixtureFiles.path("mixed.safetensors"))
    #expect(archive.metadata == ["recipe": #"{"level": 8}"#])
    #expect(archive.names == ["f32", "f16", "bf16", "u8", "bool", "scalar"])
  }

  @Test(arguments: [
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 8, "4 bytes at its end belong to no tensor"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, "are said to be at [4, 8]"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4, "do not fill a shape of [2]"),
    (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4, "do not fill a shape of [-1]"),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      4,
      "the tensor before ends at 4"
    ),
    (#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0, "do not fill"),
    (
      #"{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}"#, 4,
      "elements of type F8_E4M3 are not read"
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}"#, 4, "ends early"),
    (#"{"a":{"dtype":"F32"}}"#, 0, "not that of a safetensors file"),
    (#"{"a":"#, 0, "not that of a safetensors file"),
  ])
  func refusesSafetensors(header: String, dataSize: Int, expected: String) {
    var bytes = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    bytes += Array(header.utf8) + [UInt8](repeating: 0, count: dataSize)
    let text = message { _ = try TensorArchive(safetensors: bytes, source: "test") }
    #expect(text.contains(expected), "\(text)")
  }

  @Test func refusesBombs() throws {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (4000000000, 4000000000), }"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
    bytes += Array(header.utf8)
    #expect(message { _ = try TypedArray(npy: bytes, source: "test") }.contains("claims a shape"))
    let smaller = bytes.map { $0 == UInt8(ascii: "4") ? UInt8(ascii: "0") : $0 }
    #expect(message { _ = try TypedArray(npy: smaller, source: "test") }.contains("NumPy type \"<f0\""))
    let deep = String(repeating: "[", count: 200_000)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: (deep.utf8.count + 1) >> (8 * $0)) }
    #expect(
      message { _ = try TensorArchive(length + Array(("{" + deep).utf8), source: "test") }.contains(
        "safetensors"))
  }
}
