/// An estimate with the bounds between which the true value lies at a level of confidence.
public struct ConfidenceInterval: Sendable, Hashable, Codable {
  /// The estimate itself.
  public var estimate: Double
  /// The lower bound.
  public var lower: Double
  /// The upper bound.
  public var upper: Double
  /// The share of such intervals that hold the true value, 0.95 for instance.
  public var level: Double

  /// How the bounds were found, in words: "Wilson".
  public var method: String

  /// An interval from its parts.
  public init(estimate: Double, lower: Double, upper: Double, level: Double, method: String = "") {
    (self.estimate, self.lower, self.upper, self.level) = (estimate, lower, upper, level)
    self.method = method
  }

  /// Whether a value lies between the bounds, the bounds included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// Half the distance of the bounds.
  public var halfWidth: Double { (upper - lower) / 2 }

  /// - Throws: `StatisticsError.badParameter` unless the level is between 0 and 1.
  static func check(level: Double) throws {
    guard level > 0, level < 1 else {
      throw StatisticsError.badParameter("level of confidence", value: "\(level)", needed: "between 0 and 1")
    }
  }
}
