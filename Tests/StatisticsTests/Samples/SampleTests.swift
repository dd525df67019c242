import Testing

@testable import Statistics

@Suite struct SampleTests {
  @Test func agreesWithNumPyAndSciPy() throws {
    let oracle = try Oracle.load().sample
    let sample = try Sample(oracle.values)
    #expect(distance([sample.mean], [oracle.mean]) < rounding)
    #expect(distance([sample.standardDeviation ?? .nan], [oracle.standardDeviation]) < rounding)
    #expect(distance([sample.standardError ?? .nan], [oracle.standardError]) < rounding)
    #expect(distance(sample.quantiles(oracle.fractions), oracle.quantiles) < rounding)
    #expect(sample.median == sample.quantiles([0.5])[0])
    #expect(sample.minimum == oracle.values.min() && sample.maximum == oracle.values.max())
  }

  @Test func aSingleNumberHasNoSpread() throws {
    let sample = try Sample([3])
    #expect(sample.mean == 3 && sample.median == 3)
    #expect(sample.standardDeviation == nil && sample.standardError == nil)
  }

  @Test func whatHasNoMeanIsAnError() throws {
    #expect(throws: StatisticsError.tooFew(of: "steps", count: 0, needed: 1)) { try Sample([], of: "steps") }
    #expect(throws: StatisticsError.notFinite(of: "steps", row: 1)) { try Sample([1, .nan, .infinity], of: "steps") }
    #expect(throws: StatisticsError.unequalCounts("first values", 2, "second values", 1)) {
      try Sample(differences: [1, 2], minus: [1])
    }
  }

  /// Numbers far from 0 lose nothing of their spread.
  @Test func largeOffsetsKeepTheSpread() throws {
    let sample = try Sample([1e9 + 1, 1e9 + 2, 1e9 + 3])
    #expect(sample.variance == 1)
    #expect(sample.mean == 1e9 + 2)
  }
}
