/// What keeps coefficients small.
public enum Penalty: Sendable, Hashable {
  /// Nothing: the largest likelihood.
  case none
  /// The sum of squared coefficients, without the intercept, over 2c, as in scikit-learn: small c is a strong
  /// penalty.
  case l2(c: Double)

  /// What half the sum of squares is multiplied by: 1 / c, or 0.
  ///
  /// - Throws: `StatisticsError.badParameter` unless c is positive.
  func strength() throws -> Double {
    switch self {
    case .none: return 0
    case .l2(let c):
      guard c > 0, c.isFinite else {
        throw StatisticsError.badParameter("penalty c", value: "\(c)", needed: "positive")
      }
      return 1 / c
    }
  }
}
