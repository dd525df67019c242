import Essentials
import Testing

@testable import Statistics

@Suite struct BootstrapTests {
  @Test func agreesWithSciPyOnTheSameDraws() throws {
    let oracle = try Oracle.load()
    let sample = try Sample(oracle.sample.values)
    for expected in oracle.bootstrap {
      let bootstrap = Bootstrap(
        resamples: expected.resamples, level: expected.level, seed: expected.seed, method: expected.method)
      let found = try bootstrap.mean(of: sample)
      #expect(distance([found.lower, found.upper], [expected.lower, expected.upper]) < 1e-10, "\(bootstrap)")
      #expect(found.level == expected.level && abs(found.estimate - sample.mean) < rounding)
    }
  }

  @Test func theSeedDeterminesTheInterval() throws {
    let sample = try Sample((0..<30).map { Double($0 * $0 % 17) })
    let first = try Bootstrap(seed: 1).mean(of: sample)
    #expect(try Bootstrap(seed: 1).mean(of: sample) == first)
    #expect(try Bootstrap(seed: 2).mean(of: sample) != first)
  }

  /// Of 400 samples of a normal distribution, 95 % of the intervals should hold its mean; bounds are 4 sd away.
  @Test func intervalsHoldTheTruthAsOftenAsTheySay() throws {
    var held = 0
    for number in 0..<400 {
      var stream = RandomStream(seed: 5, UInt64(number))
      let sample = try Sample(stream.normals(60).map(Double.init))
      held += try Bootstrap(resamples: 400, seed: UInt64(number)).mean(of: sample).contains(0) ? 1 : 0
    }
    #expect((360...397).contains(held), "\(held) of 400")
  }

  @Test func pairsStayTogether() throws {
    let first = (0..<40).map { Double($0) }
    let found = try Bootstrap().meanDifference(first.map { $0 + 0.25 }, minus: first)
    #expect([found.estimate, found.lower, found.upper] == [0.25, 0.25, 0.25] && found.level == 0.95)
  }

  @Test func anyStatisticOfRows() throws {
    let values = (0..<25).map { Double($0) }
    let found = try Bootstrap(method: .corrected).interval(of: "median", count: 25) { rows in
      try Sample(rows.map { values[$0] }).median
    }
    #expect(found.estimate == 12 && found.contains(12) && found.halfWidth > 1)
    #expect(throws: StatisticsError.notFinite(of: "ratio", row: 0)) {
      try Bootstrap().interval(of: "ratio", count: 2) { _ in .nan }
    }
  }

  @Test func senselessParametersAreErrors() throws {
    let sample = try Sample([1, 2])
    #expect(throws: StatisticsError.self) { try Bootstrap(resamples: 1).mean(of: sample) }
    #expect(throws: StatisticsError.self) { try Bootstrap(level: 1).mean(of: sample) }
    #expect(throws: StatisticsError.tooFew(of: "x", count: 0, needed: 1)) {
      try Bootstrap().interval(of: "x", count: 0) { _ in 0 }
    }
  }
}
