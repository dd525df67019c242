import Essentials
import Testing

@testable import Statistics

/// Intervals end where the numbers do that they are about.
@Suite struct PossibleRangeTests {
  @Test func differencesOfNumbersOfARange() {
    #expect((0.0...1).ofDifferences == -1...1)
    #expect((-2.0...3).ofDifferences == -5...5)
    #expect((0.0...Double.infinity).ofDifferences == .unlimited)
    #expect(ClosedRange<Double>.unlimited.ofDifferences == .unlimited)
  }

  /// By the formula, as in `MeanIntervalTests`: -0.041 to 0.588.
  @Test func intervalsOfMeansAreCut() throws {
    let values = [0.0, 0.0, 0.01, 0.02, 0.3]
    let whole = try #require(UnitEstimate(Sample(values)).interval)
    #expect(whole.lower < -0.04 && whole.upper > 0.58)
    let cut = try #require(UnitEstimate(Sample(values, in: 0...1)).interval)
    #expect(cut.lower == 0 && cut.upper == whole.upper && cut.estimate == whole.estimate)
    let both = try #require(UnitEstimate(Sample(values, in: 0...0.5)).interval)
    #expect(both.lower == 0 && both.upper == 0.5)
    #expect(UnitMeans(zip(values.indices, values).map { ($0, $1) }).means == values)
    let means = UnitMeans(zip(values.indices, values).map { ($0, $1) })
    #expect(try means.estimate(in: 0...1).interval == cut && means.estimate().interval == whole)
  }

  @Test func intervalsOfDifferencesAreCutToTheirOwnRange() throws {
    let first = [-0.9, -0.9, -0.95, -0.9, -0.2], zeros = [0.0, 0, 0, 0, 0]
    let patched = first.map { $0 + 1 }, original = first.map { _ in 1.0 }
    let found = try #require(UnitEstimate(Sample(differences: patched, minus: original, in: 0...1)).interval)
    let whole = try #require(UnitEstimate(Sample(differences: first, minus: zeros)).interval)
    #expect(whole.lower < -1 && found.lower == -1 && abs(found.upper - whole.upper) < 1e-9)
  }

  @Test func intervalsAboveNullDrawsAreCut() throws {
    let values = [0.9, 1, 0.2, 1, 1], draws = [[0.0, 0, 0.1, 0, 0], [0.5, 0, 0, 0, 0], [0, 0, 0, 0.4, 0]]
    let many = draws + [[0, 0, 0, 0, 0.9], [0, 0.3, 0, 0, 0]]
    func above(_ range: ClosedRange<Double>, isDrawn: Bool) throws -> ConfidenceInterval? {
      try NestedDraws([values], draws: [many], in: range).excess(isDrawn: isDrawn).interval
    }
    for isDrawn in [true, false] {
      let whole = try #require(try above(.unlimited, isDrawn: isDrawn))
      let cut = try #require(try above(0...1, isDrawn: isDrawn))
      #expect(whole.upper > 1 && cut.upper == 1 && cut.lower == whole.lower, "\(isDrawn): \(whole)")
    }
  }

  /// Rounding may put a mean beside the range of its numbers; then the interval ends there.
  @Test func theEstimateStaysInTheInterval() throws {
    let found = try #require(UnitEstimate(Sample([1, 1, 1, 1, 1.00001], in: 0...1)).interval)
    #expect(found.lower <= found.estimate && found.estimate <= found.upper)
  }

  /// Whole and cut intervals hold the mean of a population in the same samples, whatever the size.
  @Test(arguments: [5, 10, 22]) func coverageIsWhatItWas(count: Int) throws {
    var cuts = 0
    for (place, population) in try Populations.effects.get().enumerated() {
      let mean = try Sample(population.values).mean
      let range = (population.values.min() ?? 0)...(population.values.max() ?? 0)
      for number in 0..<200 {
        var random = RandomStream(seed: 8, UInt64(count), UInt64(place), UInt64(number))
        let values = (0..<count).map { _ in population.values[random.index(below: population.values.count)] }
        let whole = try #require(UnitEstimate(Sample(values)).interval)
        let cut = try #require(UnitEstimate(Sample(values, in: range)).interval)
        #expect(whole.contains(mean) == cut.contains(mean))
        cuts += cut == whole ? 0 : 1
      }
    }
    #expect(count > 5 || cuts > 10, "\(cuts) intervals were cut")
  }
}
