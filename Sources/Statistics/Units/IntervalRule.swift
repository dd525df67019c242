/// When a mean over units has an interval, and at what level of confidence: one rule for all results.
public struct IntervalRule: Sendable, Hashable {
  /// The fewest units, and the fewest null draws, that have an interval without being asked for it.
  public static let fewest = 5

  /// The level of confidence.
  public var level: Double
  /// Whether two to four units have an interval too. Their spread is hardly known, and it covers too seldom.
  public var allowsSmallSamples: Bool
  /// What is sampled, in the singular: "level".
  public var unit: String

  /// Intervals at this level.
  public init(level: Double = 0.95, allowsSmallSamples: Bool = false, unit: String = "level") {
    (self.level, self.allowsSmallSamples, self.unit) = (level, allowsSmallSamples, unit)
  }

  /// The same rule for means over other things.
  public func over(_ unit: String) -> IntervalRule {
    IntervalRule(level: level, allowsSmallSamples: allowsSmallSamples, unit: unit)
  }

  /// Why so many units have no interval; nil when they have one.
  public func lack(of count: Int) -> IntervalLack? { lack(of: count, unit) }

  /// Why so many of something have no interval; nil when they have one.
  public func lack(of count: Int, _ noun: String) -> IntervalLack? {
    if count < 2 { return .one(noun) }
    return count < Self.fewest && !allowsSmallSamples ? .few(noun, count) : nil
  }
}

/// Why there is no interval.
public enum IntervalLack: Sendable, Hashable {
  /// There is one unit or draw only, which says nothing of the others.
  case one(String)
  /// There are fewer than ``IntervalRule/fewest``.
  case few(String, Int)

  /// The reason: "one level: no interval".
  public var text: String {
    switch self {
    case .one(let noun): "one \(noun): no interval"
    case .few(let noun, let count): "\(count) \(noun)s: no interval with fewer than \(IntervalRule.fewest)"
    }
  }
}
