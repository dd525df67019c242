/// A fitted coefficient, with its uncertainty where the method has one.
public struct Coefficient: Sendable, Hashable, Codable {
  /// The column's name; "intercept" for the constant.
  public let name: String
  /// The coefficient.
  public let estimate: Double
  /// Its standard error; nil for a fit with a penalty, which pulls coefficients towards 0 by an unknown amount.
  public let standardError: Double?

  /// The estimate in standard errors.
  public var z: Double? { standardError.map { estimate / $0 } }

  /// The probability of so large a |z| if the true coefficient were 0, by the normal distribution.
  public var probability: Double? { z.map(NormalDistribution.twoSided) }

  /// The interval estimate ± z standard errors (Wald); nil without a standard error.
  ///
  /// - Throws: `StatisticsError.badParameter` for a level outside 0 to 1.
  public func interval(level: Double = 0.95) throws -> ConfidenceInterval? {
    try ConfidenceInterval.check(level: level)
    return standardError.map {
      let reach = NormalDistribution.quantile((1 + level) / 2) * $0
      return ConfidenceInterval(
        estimate: estimate, lower: estimate - reach, upper: estimate + reach, level: level, method: "Wald")
    }
  }
}
