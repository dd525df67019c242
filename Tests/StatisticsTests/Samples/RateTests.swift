import Testing

@testable import Statistics

@Suite struct RateTests {
  @Test func intervalsAgreeWithStatsmodels() throws {
    for expected in try Oracle.load().rates {
      let rate = try Rate(successes: expected.successes, trials: expected.trials)
      let found = try rate.interval(level: expected.level)
      #expect(distance([found.lower, found.upper], [expected.lower, expected.upper]) < rounding, "\(rate)")
      #expect(found.estimate == rate.fraction)
    }
  }

  @Test func outcomesAreCounted() throws {
    let rate = try Rate(of: [true, false, true, true])
    #expect(rate.successes == 3 && rate.trials == 4 && rate.fraction == 0.75)
  }

  @Test func noTrialsAreAnError() {
    #expect(throws: StatisticsError.tooFew(of: "cheese", count: 0, needed: 1)) { try Rate(of: [], named: "cheese") }
    #expect(throws: StatisticsError.self) { try Rate(successes: 3, trials: 2) }
    #expect(throws: StatisticsError.self) { try Rate(successes: 1, trials: 2).interval(level: 0) }
  }
}
