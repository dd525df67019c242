import HookKit
import Interventions
import Testing

/// Vectors and banks from files, as `hookctl capture` writes them.
@Suite struct FileSourceTests {
  let scratch: Scratch
  let bench: Bench

  init() throws {
    scratch = try Scratch()
    bench = try Bench(Tensor([1, 2], shape: [1, 2]), labels: [["cheese": "3,4"]])
  }

  @Test(arguments: ["a.npz", "a.safetensors"], ["body_in0", "input"])
  func theArrayNamedByTheSiteOrAnAliasIsTaken(file: String, name: String) throws {
    let path = try scratch.write(
      ["other": Tensor([5, 5], shape: [2]), name: Tensor([10, 20], shape: [2])], file)
    #expect(try bench.result(.add(vector: .named(path))).scalars == [11, 22])
  }

  @Test func theOnlyArrayIsTakenWhateverItsName() throws {
    let path = try scratch.write(["whatever": Tensor([10, 20], shape: [2])], "v.npy")
    #expect(try bench.result(.add(vector: .named(path))).scalars == [11, 22])
  }

  @Test func anArrayCanBeChosen() throws {
    let path = try scratch.write(
      ["a": Tensor([5, 5], shape: [2]), "b": Tensor([10, 20], shape: [2])], "v.npz")
    #expect(try bench.result(.add(vector: .named(path + "#b"))).scalars == [11, 22])
    #expect(bench.message(.add(vector: .named(path + "#c"))).contains("holds no tensor \"c\""))
  }

  @Test func aFileWithoutTheSitesArrayListsWhatItHas() throws {
    let path = try scratch.write(
      ["a": Tensor([5, 5], shape: [2]), "b": Tensor([10, 20], shape: [2])], "v.npz")
    #expect(
      bench.message(.add(vector: .named(path)))
        == "\(path): holds no array of the site body_in0; it holds a, b; choose one with \(path)#NAME")
    #expect(bench.message(.mean(of: .named(path))).contains("it holds a, b"))
  }

  @Test func aMissingFileIsSaidToBeMissing() throws {
    _ = try scratch.write(["a": Tensor([5, 5], shape: [2])], "vector.npz")
    #expect(
      bench.message(.add(vector: .named(scratch.path + "/vectr.npz"))).hasSuffix(
        "there is no such file; did you mean \"vector.npz\"?"))
  }

  @Test func wrongShapesNameTheFile() throws {
    let path = try scratch.write(["a": Tensor([5, 5, 5], shape: [3])], "v.npz")
    #expect(
      bench.message(.add(vector: .named(path)))
        == "\(path): has shape [3], which does not fit the site body_in0 [2]; give [2], or one number")
  }

  @Test(arguments: [Float.nan, .infinity]) func numbersOfAFileMustBeFinite(value: Float) throws {
    let path = try scratch.write(["a": Tensor([value, 5], shape: [2])], "v.npz")
    let bank = try scratch.write(["a": Tensor([1, 2, value, 4], shape: [2, 2])], "bank.npz")
    for message in [
      bench.message(.add(vector: .named(path))), bench.message(.add(vector: .values(Tensor([value, 5], shape: [2])))),
      bench.message(.mean(of: .named(bank))), bench.message(.resample(from: .named(bank), match: nil)),
      bench.message(.projectOut(direction: .named(path))),
    ] {
      #expect(
        message.hasSuffix("1 of its numbers is infinite or not a number (NaN) as 32-bit floats; give finite numbers"),
        "\(message)")
    }
  }

  @Test func labelsOfABankComeFromItsMetadata() throws {
    let rows = [Inputs.Row(key: 0, labels: ["cheese": "1,1"]), Inputs.Row(key: 1, labels: ["cheese": "3,4"])]
    let archive = TensorArchive(
      ["body_in0": Tensor([5, 6, 7, 8], shape: [2, 2])],
      metadata: [ActivationBank.labelsKey: ActivationBank.labelsText(rows)])
    for name in ["bank.npz", "bank.safetensors"] {
      let path = try scratch.write(archive, name)
      #expect(try bench.result(.resample(from: .named(path), match: "cheese")).scalars == [7, 8])
      #expect(try bench.result(.mean(of: .named(path))).scalars == [6, 7])
    }
  }

  @Test(arguments: [
    ("nonsense", "is no JSON array"), ("[{}]", "describes 1 rows, and there are 2"),
    ("[{\"a\": 1.5}]", "is no JSON array"), ("[{\"a\": [1]}]", "is no JSON array"),
  ])
  func badLabelsAreNotIgnored(text: String, problem: String) throws {
    let archive = TensorArchive(
      ["a": Tensor([5, 6, 7, 8], shape: [2, 2])], metadata: [ActivationBank.labelsKey: text])
    let path = try scratch.write(archive, "bank.npz")
    #expect(bench.message(.resample(from: .named(path))).contains(problem))
  }
}
