import HookKit
import HookKitTesting
import Interventions
import Testing

/// Zero, set, scale, signed-scale and clamp.
@Suite struct PointwiseTests {
  let bench: Bench
  init() throws { bench = try Bench(Tensor([-3, -1, 0, 2], shape: [2, 2])) }

  @Test func laws() throws {
    #expect(try Laws.violations(of: .zero, isRandom: false) == [])
    #expect(try Laws.violations(of: .set(value: 5.5), isRandom: false) == [])
    #expect(try Laws.violations(of: .scale(by: -0.5), identity: .scale(by: 1), isRandom: false) == [])
    #expect(
      try Laws.violations(
        of: .signedScale(positive: 2, negative: 0), identity: .signedScale(), isRandom: false) == [])
    #expect(try Laws.violations(of: .clamp(min: -0.5), isRandom: false) == [])
    #expect(
      try Laws.violations(of: .clamp(min: -0.5, max: 0.5), identity: .clamp(max: .infinity), isRandom: false)
        == [])
  }

  @Test func formulas() throws {
    #expect(try bench.result(.zero).scalars == [0, 0, 0, 0])
    #expect(try bench.result(.set(value: 5.5)).scalars == [5.5, 5.5, 5.5, 5.5])
    #expect(try bench.result(.scale(by: -2)).scalars == [6, 2, 0, -4])
    #expect(try bench.result(.signedScale(positive: 10, negative: -1)).scalars == [3, 1, 0, 20])
    #expect(try bench.result(.clamp(min: -2, max: 1)).scalars == [-2, -1, 0, 1])
    #expect(try bench.result(.clamp(max: -2)).scalars == [-3, -2, -2, -2])
  }

  @Test func selectionsApply() throws {
    #expect(try bench.result(.set(value: 9), on: .indices([.position(-1)])).scalars == [-3, 9, 0, 9])
  }

  @Test func clampNeedsBoundsInOrder() {
    #expect(bench.message(.clamp()) == "clamp: has no bounds; give min, max or both: clamp(min: 0)")
    #expect(
      bench.message(.clamp(min: 2, max: 1))
        == "clamp(min: 2, max: 1): min is larger than max; exchange them, or leave one out")
    #expect(bench.message(.clamp(min: .nan)).contains("min is larger than max"))
  }

  @Test func whatDoesNothingIsAnErrorUnlessItIsTheIdentity() throws {
    #expect(bench.message(.clamp(max: 100)).contains("changed nothing"))
    #expect(try bench.result(.scale(by: 1)) == bench.inputs.tensor)
  }
}
