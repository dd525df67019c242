/// Where a measured value stands among values that chance alone gave.
public struct NullComparison: Sendable, Hashable, Codable {
  /// The value measured.
  public let value: Double
  /// How many null values are below it, equal to it, and above it.
  public let below: Int, equal: Int, above: Int

  /// A value beside its nulls.
  ///
  /// - Throws: `StatisticsError.tooFew` without nulls, `.notFinite` for values that are not finite.
  public init(_ value: Double, among nulls: [Double], of name: String = "null values") throws {
    guard value.isFinite else { throw StatisticsError.notFinite(of: "value beside \(name)", row: 0) }
    let nulls = try Sample(nulls, of: name).values
    self.value = value
    below = nulls.count { $0 < value }
    equal = nulls.count { $0 == value }
    above = nulls.count - below - equal
  }

  /// The number of nulls.
  public var count: Int { below + equal + above }

  /// The percentage of nulls below the value, ties counted half: 0...100.
  public var percentile: Double { 100 * (Double(below) + Double(equal) / 2) / Double(count) }

  /// The interval of Wilson of the percentile, as there are only so many nulls: 0...100.
  ///
  /// - Throws: `StatisticsError.badParameter` for a level outside 0 to 1.
  public func percentileInterval(level: Double = 0.95) throws -> ConfidenceInterval {
    let lower = try Rate(successes: below, trials: count).interval(level: level)
    let upper = try Rate(successes: below + equal, trials: count).interval(level: level)
    return ConfidenceInterval(
      estimate: percentile, lower: 100 * lower.lower, upper: 100 * upper.upper, level: level, method: "Wilson")
  }

  /// The probability of a null at least as large, (1 + nulls not below) / (1 + nulls), which is never 0.
  ///
  /// Source: Phipson and Smyth, "Permutation p-values should never be zero" (2010).
  public var probabilityOfLarger: Double { Double(1 + equal + above) / Double(1 + count) }

  /// The probability of a null at least as small, (1 + nulls not above) / (1 + nulls), which is never 0.
  public var probabilityOfSmaller: Double { Double(1 + below + equal) / Double(1 + count) }

  /// How many nulls it takes for a value that is beyond all of them to be outside the middle `level` of chance: 39 for 95 %.
  ///
  /// The smallest ``twoSidedProbability`` among n nulls is 2 / (n + 1).
  public static func drawsNeeded(level: Double) -> Int { Int((2 / (1 - level) - 1 - 1e-9).rounded(.up)) }

  /// Twice the smaller of both probabilities, at most 1.
  public var twoSidedProbability: Double { min(1, 2 * min(probabilityOfLarger, probabilityOfSmaller)) }
}
