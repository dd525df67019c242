import HookKit
import HookKitTesting
import Interventions
import Testing

@Suite struct MeanTests {
  let bench: Bench
  init() throws {
    bench = try Bench(Tensor([9, 8, 7, 6], shape: [2, 2]), observations: CountingLevels(shape: [2]))
  }

  @Test func laws() throws {
    let bank = Tensor([1, 2, 3, 4, 5, 6, -1, 0, 1, 2, 3, 4], shape: [2, 6])
    #expect(try Laws.violations(of: .mean(of: bank), isRandom: false, shapes: [[6]]) == [])
    #expect(
      try Laws.violations(
        of: .mean(of: "levels 0..<4"), shapes: [[6]], observations: CountingLevels(shape: [6])) == [])
  }

  @Test func replacesEveryRowByTheMeanOfTheBank() throws {
    #expect(try bench.result(.mean(of: Tensor([1, 2, 3, 6], shape: [2, 2]))).scalars == [2, 4, 2, 4])
  }

  @Test func theBankMayBeObservationsOfWhichTheSiteIsCaptured() throws {
    #expect(try bench.result(.mean(of: "levels 3..<8")).scalars == [5, 5, 5, 5])
  }

  @Test func theMeanIsSummedInDoublePrecision() throws {
    // In single precision the ones would drown in 2^25.
    let bank = Tensor([33_554_432] + Array(repeating: 1, count: 32), shape: [33, 1])
    let bench = try Bench(Tensor([0], shape: [1, 1]))
    #expect(try bench.result(.mean(of: bank)).scalars == [Float(33_554_464.0 / 33)])
  }

  @Test func faultsOfBanksSayWhatWouldWork() {
    #expect(bench.message(.mean(of: "levels 3..<3")) == "levels 3..<3: has no rows; it needs at least one")
    #expect(
      bench.message(.mean(of: "mazes 3"))
        == "\"mazes 3\": is neither a file of tensors nor observations of a known form; give a file (.npz, .safetensors, .npy, .pth), or levels, as in levels 0..<50"
    )
    #expect(
      bench.message(.mean(of: Tensor(repeating: 0, shape: [0, 2])))
        == "the tensor given of shape [0, 2]: has no rows; it needs at least one")
    #expect(
      bench.message(.mean(of: Tensor(repeating: 0, shape: [4, 3])))
        == "the tensor given of shape [4, 3]: has shape [4, 3], which does not fit the site body_in0 [2]; give rows [M] + [2]"
    )
  }

  @Test func withoutASourceOnlyFilesCanBeNamed() throws {
    let bench = try Bench(Tensor([9, 8], shape: [1, 2]))
    #expect(
      bench.message(.mean(of: "levels 3..<8")).hasSuffix("there is nothing here that makes observations"))
  }
}
