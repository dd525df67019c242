/// How often something happened among trials that could each go either way.
public struct Rate: Sendable, Hashable, Codable {
  /// How many trials went so.
  public let successes: Int
  /// How many there were, at least one.
  public let trials: Int

  /// A rate from its counts.
  ///
  /// - Throws: `StatisticsError.tooFew` without trials, `.badParameter` for counts that cannot be.
  public init(successes: Int, trials: Int, of name: String = "rate") throws {
    guard trials > 0 else { throw StatisticsError.tooFew(of: name, count: trials, needed: 1) }
    guard (0...trials).contains(successes) else {
      throw StatisticsError.badParameter("successes of \(name)", value: "\(successes)", needed: "0...\(trials)")
    }
    (self.successes, self.trials) = (successes, trials)
  }

  /// How often an outcome is true.
  ///
  /// - Throws: `StatisticsError.tooFew` without outcomes.
  public init(of outcomes: some Collection<Bool>, named name: String = "rate") throws {
    try self.init(successes: outcomes.count { $0 }, trials: outcomes.count, of: name)
  }

  /// The share of successes.
  public var fraction: Double { Double(successes) / Double(trials) }

  /// The interval of Wilson for the true rate, which is sound for rates near 0 and 1 and for few trials.
  ///
  /// Source: Wilson, "Probable inference, the law of succession, and statistical inference" (1927).
  ///
  /// - Throws: `StatisticsError.badParameter` for a level outside 0 to 1.
  public func interval(level: Double = 0.95) throws -> ConfidenceInterval {
    try ConfidenceInterval.check(level: level)
    return interval(level: level, quantile: NormalDistribution.quantile((1 + level) / 2), trials: Double(trials))
  }

  /// The interval with another quantile than the normal one, as of so many trials.
  func interval(level: Double, quantile z: Double, trials n: Double) -> ConfidenceInterval {
    let scale = 1 + z * z / n
    let center = (fraction + z * z / (2 * n)) / scale
    let reach = z * (fraction * (1 - fraction) / n + z * z / (4 * n * n)).squareRoot() / scale
    return ConfidenceInterval(
      estimate: fraction, lower: successes == 0 ? 0 : max(0, center - reach),
      upper: successes == trials ? 1 : min(1, center + reach), level: level, method: "Wilson")
  }
}
