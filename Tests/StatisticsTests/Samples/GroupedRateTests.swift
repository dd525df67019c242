import Essentials
import Testing

@testable import Statistics

@Suite struct GroupedRateTests {
  /// The variance is that of statsmodels' regression on a constant with `cov_type="cluster"`.
  @Test func designEffectAgreesWithStatsmodels() throws {
    let oracle = try GroupedOracle.load(), expected = oracle.proportion
    let found = try GroupedRate(of: oracle.outcomes, in: oracle.clustered.groups)
    let (p, n, g) = (found.rate.fraction, Double(found.rate.trials), Double(found.groups))
    #expect(abs(p - expected.mean) < 1e-12)
    let variance = found.designEffect * p * (1 - p) / (n - 1)
    // statsmodels was asked for no correction G / (G - 1).
    #expect(abs((variance * (g - 1) / g).squareRoot() - expected.standardError) < 1e-12)
    #expect(found.designEffect > 2)
  }

  @Test func oneTrialAGroupIsWilsonsInterval() throws {
    let outcomes = (0..<40).map { $0 % 3 == 0 }
    let found = try GroupedRate(of: outcomes, in: Array(0..<40)), plain = try Rate(of: outcomes).interval()
    #expect(try found.estimate().interval == plain && found.designEffect == 1 && found.method == "Wilson")
  }

  /// Twenty copies of an episode say what the episode says.
  @Test func copiesAddNothing() throws {
    let outcomes = (0..<30).map { $0 % 4 != 0 }
    let copies = try GroupedRate(
      of: outcomes.flatMap { [Bool](repeating: $0, count: 20) }, in: (0..<600).map { $0 / 20 })
    let once = try Rate(of: outcomes).interval(), found = try #require(try copies.estimate().interval)
    #expect(found.estimate == once.estimate)
    #expect(found.halfWidth > once.halfWidth && found.halfWidth < 1.1 * once.halfWidth)
    #expect(try Rate(successes: copies.rate.successes, trials: 600).interval().halfWidth < 0.3 * once.halfWidth)
    // Neither do they where all of them went the same way.
    let all = try GroupedRate(counts: Array(repeating: (20, 20), count: 10))
    #expect(all.effectiveTrials == 10)
    #expect(try #require(try all.estimate().interval).lower < 0.73)
  }

  @Test func fewGroupsHaveNoInterval() throws {
    let four = try GroupedRate(counts: [(3, 9), (2, 9), (9, 9), (0, 9)])
    #expect(try four.estimate().interval == nil && four.estimate().lack == .few("level", 4))
    #expect(try four.estimate(IntervalRule(allowsSmallSamples: true)).interval != nil)
    #expect(try GroupedRate(counts: [(3, 9)]).estimate().lack == .one("level"))
  }

  /// Levels differ in how often the cheese is reached; intervals are to hold the mean over all levels.
  @Test(arguments: [(10, 5), (30, 20)]) func intervalsCoverWithCorrelatedTrials(groups: Int, trials: Int) throws {
    let sets = 600, rates = [0.05, 0.3, 0.5, 0.9, 1.0]
    let truth = rates.reduce(0, +) / Double(rates.count)
    // The variance of a mean of trials that share their level's rate, by that of independent ones (Kish 1965).
    let spread = rates.reduce(0) { $0 + ($1 - truth) * ($1 - truth) } / Double(rates.count)
    let designEffect = 1 + Double(trials - 1) * spread / (truth * (1 - truth))
    var (covered, naive) = (0, 0)
    for set in 0..<sets {
      var stream = RandomStream(seed: 11, UInt64(groups), UInt64(set))
      let counts = (0..<groups).map { _ in
        let rate = rates[stream.index(below: rates.count)]
        return (successes: (0..<trials).count { _ in Double(stream.uniform()) < rate }, trials: trials)
      }
      let found = try GroupedRate(counts: counts)
      if try #require(try found.estimate().interval).contains(truth) { covered += 1 }
      if try found.rate.interval().contains(truth) { naive += 1 }
    }
    // Four standard errors of 600 sets at 0.95 are 0.036.
    #expect(Double(covered) / Double(sets) > 0.914, "\(covered) of \(sets)")
    // An interval that takes trials for independent is too short by the root of the design effect: it holds 0.737 of means,
    // and 0.449. Trials are whole numbers, which may shift that by 0.02.
    let short = 1 - NormalDistribution.twoSided(NormalDistribution.quantile(0.975) / designEffect.squareRoot())
    let bound = 4 * (short * (1 - short) / Double(sets)).squareRoot() + 0.02
    #expect(abs(Double(naive) / Double(sets) - short) < bound, "\(naive) of \(sets), expected \(short)")
  }
}
