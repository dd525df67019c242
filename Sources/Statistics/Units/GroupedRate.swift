/// How often something happened in trials that come in groups: episodes of levels.
///
/// Trials of one group are alike (they have one maze), so that they tell less of other groups than as many independent ones
/// would. The *design effect* says how much less: the variance of the rate as groups differ, by what it would be if all
/// trials were independent. The interval is Wilson's for as many independent trials as that leaves, trials / design effect,
/// with Student's t of groups - 1 degrees of freedom in place of the normal quantile. Where every group has one trial it is
/// Wilson's own. Source: Korn and Graubard, "Confidence intervals for proportions with small expected number of positive counts
/// estimated from survey data", Survey Methodology 24 (1998), 193-201; with Wilson's interval as Dean and Pagano found best in
/// "Evaluating confidence interval methods for binomial proportions in clustered surveys", Journal of Survey Statistics and
/// Methodology 3 (2015), 484-503.
public struct GroupedRate: Sendable, Hashable {
  /// The rate over all trials.
  public let rate: Rate
  /// How many groups have trials.
  public let groups: Int
  /// How many times larger the variance is than that of independent trials, 1 or more.
  public let designEffect: Double

  /// How often an outcome is true.
  ///
  /// - Parameters:
  ///   - outcomes: of all trials.
  ///   - groups: the group of each trial.
  ///   - name: what the rate is, for error messages.
  /// - Throws: `StatisticsError.tooFew` without outcomes.
  public init(of outcomes: [Bool], in groups: [Int], named name: String = "rate") throws {
    precondition(outcomes.count == groups.count, "a group for each outcome")
    var counts: [Int: (successes: Int, trials: Int)] = [:]
    for (group, outcome) in zip(groups, outcomes) {
      let count = counts[group] ?? (0, 0)
      counts[group] = (count.successes + (outcome ? 1 : 0), count.trials + 1)
    }
    try self.init(counts: counts.keys.sorted().compactMap { counts[$0] }, of: name)
  }

  /// A rate from the counts of each group.
  ///
  /// - Throws: `StatisticsError.tooFew` without trials, `.badParameter` for counts that cannot be.
  public init(counts: [(successes: Int, trials: Int)], of name: String = "rate") throws {
    let counts = counts.filter { $0.trials > 0 }
    rate = try Rate(
      successes: counts.reduce(0) { $0 + $1.successes }, trials: counts.reduce(0) { $0 + $1.trials }, of: name)
    groups = counts.count
    let (p, n, g) = (rate.fraction, Double(rate.trials), Double(counts.count))
    if rate.trials == counts.count {
      designEffect = 1
    } else if rate.successes == 0 || rate.successes == rate.trials || counts.count < 2 {
      // Nothing varies that could be seen; then a group is taken for one trial.
      designEffect = n / g
    } else {
      let squares = counts.reduce(0.0) { sum, count in
        let off = Double(count.successes) - p * Double(count.trials)
        return sum + off * off
      }
      designEffect = max(1, g / (g - 1) * squares / (n * n) / (p * (1 - p) / (n - 1)))
    }
  }

  /// How many trials went so.
  public var successes: Int { rate.successes }
  /// How many trials there were.
  public var trials: Int { rate.trials }
  /// Whether groups have several trials, so that these are not what counts.
  public var isNested: Bool { trials > groups }

  /// As many independent trials would tell as much.
  public var effectiveTrials: Double { Double(rate.trials) / designEffect }

  /// The rate with its interval over groups, where there are enough of them.
  ///
  /// - Parameters:
  ///   - rule: when there is an interval, at what level, and what the groups are.
  ///   - trial: what the trials are, where a single group is the only one that the rate is about: then the interval is
  ///     over its trials. Nil where it stands for others.
  /// - Throws: `StatisticsError.badParameter` for a level that makes no sense.
  public func estimate(
    _ rule: IntervalRule = IntervalRule(), alone trial: String? = nil
  ) throws -> UnitEstimate {
    if groups == 1, let trial {
      let lack = rule.lack(of: trials, trial)
      let interval = lack == nil ? try rate.interval(level: rule.level) : nil
      return UnitEstimate(rate.fraction, interval, lack, of: trials, trial, method: "Wilson", in: 0...1)
    }
    let lack = rule.lack(of: groups)
    let interval = lack == nil ? try interval(level: rule.level) : nil
    return UnitEstimate(rate.fraction, interval, lack, of: groups, rule.unit, method: method, in: 0...1)
  }

  /// What the interval is called.
  public var method: String {
    rate.trials == groups
      ? "Wilson"
      : "Wilson for \(Int(effectiveTrials.rounded())) effective trials, t with \(groups - 1) degrees of freedom"
  }

  /// - Precondition: there are two groups or more.
  private func interval(level: Double) throws -> ConfidenceInterval {
    guard rate.trials != groups else { return try rate.interval(level: level) }
    try ConfidenceInterval.check(level: level)
    let quantile = StudentDistribution.quantile((1 + level) / 2, degrees: Double(groups - 1))
    return rate.interval(level: level, quantile: quantile, trials: effectiveTrials)
  }
}
