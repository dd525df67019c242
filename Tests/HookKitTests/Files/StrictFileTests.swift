import Foundation
import HookKit
import Testing

/// Whatever of a file is not understood is not dropped, and what it claims is not believed. The files are of
/// `Scripts/oracles/make_hostile_files.py`.
@Suite struct StrictFileTests {
  private func tensors(_ name: String) throws -> TensorArchive {
    try TensorArchive(FixtureFiles.bytes("strict/\(name)"), source: name)
  }

  @Test(arguments: [
    ("metadata-neg.pth", "a view with \"neg\" set to True"), ("metadata-conj.pth", "a view with \"conj\" set to True"),
    ("metadata-unknown.pth", "a view with \"zeroed\" set to True"),
    ("more-arguments.pth", "described otherwise than PyTorch"), ("two-pickles.pth", "more than one data.pkl"),
    ("entry-twice.pth", "two entries \"archive/data/0\""), ("longer-storage.pth", "has 12 bytes"),
    ("trailing.npy", "4 bytes follow the array"), ("unknown-field.npy", "\"descr\""),
    ("field-twice.npy", "header cannot be understood"), ("entry-twice.npz", "two entries \"a.npy\""),
    ("other-entry.npz", "holds \"notes.txt\""), ("objects.pickle", "not read where an array of NumPy is needed"),
    // Along an axis of one element it is never walked; and yet no tensor has it.
    ("t-stride-max-offset1.pth", "does not fit its storage of 16 bytes"),
    ("t-count-overflow-byte.pth", "far more memory than the file has data"),
  ])
  func refuses(name: String, expected: String) {
    let text = message { _ = try tensors(name) }
    #expect(text.hasPrefix(name) && text.contains(expected), "\(text)")
  }

  @Test(arguments: ["metadata-none.pth", "metadata-false.pth"]) func metadataThatChangesNothing(name: String) throws {
    #expect(try tensors(name)["w"]?.scalars == [1, 2, 3])
  }

  @Test func pickledArrays() throws {
    let grid = Tensor([0, 1, 2, 3, 4, 5], shape: [2, 3])
    for name in ["array-0", "array-2", "array-4", "array-5", "fortran", "big-endian"] {
      #expect(try tensors("\(name).pickle")["array"] == grid, "\(name)")
      #expect(try TypedArray(contentsOf: FixtureFiles.path("strict/\(name).pickle")).shape == [2, 3])
    }
    let list = try tensors("list.pickle")
    #expect(list["0"] == grid && list["1"]?.scalars == [0, 1, 2] && list.count == 2)
    let dictionary = try tensors("dictionary.pickle")
    #expect(dictionary["grid"] == grid && dictionary["scale"]?.scalars == [2])
  }

  @Test(arguments: ["array-4.pickle", "dictionary.pickle", "list.pickle", "metadata-false.pth"])
  func survivesDamage(name: String) throws {
    fuzz(try FixtureFiles.bytes("strict/\(name)"), flips: 3000) { _ = try TensorArchive($0, source: name) }
  }

  @Test(arguments: [
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      "the key \"a\" is given twice"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"scale":2}}"#,
      "its header is not that of a safetensors file: a: the key \"scale\" means nothing here"
    ),
    (#"{"a":{"dtype":"F32","dtype":"I32","shape":[1],"data_offsets":[0,4]}}"#, "the key \"dtype\" is given twice"),
  ])
  func safetensors(header: String, expected: String) {
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    let text = message { _ = try TensorArchive(length + Array(header.utf8) + [0, 0, 0, 0], source: "test") }
    #expect(text.contains(expected), "\(text)")
  }

  /// 120 MB of zeros in some hundred kilobytes.
  @Test func zipBombs() throws {
    let bomb = try TensorArchive(["a": Tensor(repeating: 0, shape: [30_000_000])]).npzBytes(for: "bomb.npz")
    let text = message { _ = try TensorArchive(bomb, source: "bomb.npz") }
    #expect(bomb.count < 500_000 && text.contains("claims to unpack from"), "\(text)")
    let honest = TensorArchive(["a": Tensor(repeating: 0, shape: [1_000_000])])
    #expect(try TensorArchive(honest.npzBytes(for: "a.npz"), source: "a.npz")["a"] == honest["a"])
  }

  @Test func aKeySetTwiceInAPickle() {
    for pickle in ["(Va\nI1\nVa\nI2\nd.", "ccollections\nOrderedDict\n)R(Va\nI1\nVa\nI2\nu."] {
      let text = message {
        var reader = PickleReader(Array(pickle.utf8), source: "x", allowing: ["collections.OrderedDict"])
        _ = try reader.read()
      }
      #expect(text.contains("sets the key \"a\" twice"), "\(text)")
    }
  }

  @Test(arguments: [
    "os.system", "posix.popen", "subprocess.Popen", "builtins.eval", "__builtin__.exec", "builtins.getattr",
    "importlib.import_module", "runpy.run_path", "operator.attrgetter", "torch.load", "torch.hub.load", "numpy.load",
    "numpy.f2py.crackfortran.eval", "types.FunctionType", "_io.FileIO",
  ])
  func harmfulNamesStayRefused(name: String) throws {
    let dot = try #require(name.lastIndex(of: "."))
    let pickle = "c\(name[..<dot])\n\(name[name.index(after: dot)...])\n(I1\ntR."
    var reader = PickleReader(Array(pickle.utf8), source: "x", others: .keptOpaque)
    let text = message { _ = try reader.read() }
    #expect(text.contains("refuses \"\(name)\""), "\(text)")
  }

  @Test func otherObjectsAreKeptAsTheyAre() throws {
    let pickle = "(lcargparse\nNamespace\n)R(Vlr\nI1\ndbacpathlib\nPosixPath\n(V/x\ntRa."
    var reader = PickleReader(Array(pickle.utf8), source: "x", others: .keptOpaque)
    let value = try reader.read()
    #expect(value.opaqueClasses == ["argparse.Namespace", "pathlib.PosixPath"])
    #expect(value.elements?.first?.summary == "argparse.Namespace, not read")
  }
}
