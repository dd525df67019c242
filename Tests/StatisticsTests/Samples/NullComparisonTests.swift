import Testing

@testable import Statistics

@Suite struct NullComparisonTests {
  @Test func percentilesAgreeWithSciPy() throws {
    let oracle = try Oracle.load().nulls
    for expected in oracle.cases {
      let found = try NullComparison(expected.value, among: oracle.nulls)
      #expect(distance([found.percentile], [expected.percentile]) < rounding, "\(expected.value)")
      let interval = try found.percentileInterval()
      #expect(interval.contains(found.percentile) && interval.lower >= 0 && interval.upper <= 100)
      #expect(found.count == oracle.nulls.count)
    }
  }

  @Test func probabilitiesAreNeverZero() throws {
    let found = try NullComparison(9, among: [1, 2, 3, 4])
    #expect(found.probabilityOfLarger == 0.2 && found.probabilityOfSmaller == 1)
    #expect(found.twoSidedProbability == 0.4)
    #expect(try NullComparison(2, among: [2, 2]).twoSidedProbability == 1)
  }

  @Test func noNullsAreAnError() {
    #expect(throws: StatisticsError.tooFew(of: "null values", count: 0, needed: 1)) {
      try NullComparison(1, among: [])
    }
    #expect(throws: StatisticsError.self) { try NullComparison(.nan, among: [1]) }
  }
}
