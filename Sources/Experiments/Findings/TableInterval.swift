import HookKit
import MazeLab
import Statistics

/// An interval in a cell of a table: numbers for programs, "low to high" for people.
public struct TableInterval: Sendable, Hashable {
  /// The bounds.
  public var low: Double, high: Double
  /// The level of confidence, 0.95 for instance.
  public var level: Double
  /// How it was found; empty where that is not said.
  public var method: String
  /// From how many units; nil where that is not said.
  public var count: Int?
  /// What the units are: "level".
  public var unit: String

  /// An interval from its parts.
  public init(
    _ range: ClosedRange<Double>, level: Double = 0.95, method: String = "", of count: Int? = nil, unit: String = ""
  ) {
    (low, high, self.level) = (range.lowerBound, range.upperBound, level)
    (self.method, self.count, self.unit) = (method, count, unit)
  }

  /// A confidence interval from so many units.
  public init(_ interval: ConfidenceInterval, of count: Int? = nil, unit: String = "") {
    self.init(interval.range, level: interval.level, method: interval.method, of: count, unit: unit)
  }

  /// The interval of a mean over units; nil where it has none.
  public init?(_ estimate: UnitEstimate?) {
    guard let estimate, let interval = estimate.interval else { return nil }
    self.init(interval, of: estimate.count, unit: estimate.unit)
    method = estimate.method
  }

  /// For programs: `{"low":, "high":, "level":, "method":, "n":, "unit":}`.
  public var json: JSONValue {
    func text(_ text: String) -> JSONValue { text.isEmpty ? .null : .string(text) }
    return .object([
      .init("low", .number(low)), .init("high", .number(high)), .init("level", .number(level)),
      .init("method", text(method)), .init("n", count.map(JSONValue.integer) ?? .null), .init("unit", text(unit)),
    ])
  }

  /// For people.
  func shown(_ number: (Double) -> String) -> String { "\(number(low)) to \(number(high))" }
}

extension ConfidenceInterval {
  /// From the lower to the upper end, for findings and charts.
  public var range: ClosedRange<Double> { ClosedRange(between: lower, and: upper) }
}
