import HookKit
import Statistics

/// A number that says what a plan did to a policy's behaviour in one maze.
///
/// A metric is one file: a value with a name, parameters, and a function of original and patched field.
///
/// ```swift
/// public struct MeanValue: Metric {
///   public static let name = "mean-value"
///   public static let summary = "mean state value of the patched field"
///   public init() {}
///   public func value(of comparison: FieldComparison) -> Double? { comparison.patched.values.mean }
/// }
/// registry.add(MeanValue.self)     // `--metric mean-value` then works
/// ```
public protocol Metric: Codable, Sendable {
  /// The name by which commands and files know it: "mean-total-variation". Never change it once published.
  static var name: String { get }

  /// What it measures, in one line, for lists.
  static var summary: String { get }

  /// What its numbers are measured in: "squares"; empty for probabilities and other plain numbers.
  static var unit: String { get }

  /// Where its numbers can be at all: -1...1 for changes of probabilities. Intervals of means end there.
  ///
  /// The default is everything. A number outside is a defect of the metric.
  var possibleRange: ClosedRange<Double> { get }

  /// The metric as it is written: `path-probability(to: corner)`; parameters with their default values are left out.
  var text: String { get }

  /// The sites whose activations it needs of both fields: ``FieldComparison/activations(at:)`` has them.
  ///
  /// The default is none: most metrics are about what the policy does.
  var captures: [SitePattern] { get }

  /// The value with every parameter at its default.
  init()

  /// The number; 0 or the same as without edits where a plan changes nothing.
  ///
  /// - Returns: nil where the maze does not have what is asked for, such as a cheese.
  func value(of comparison: FieldComparison) throws -> Double?
}

extension Metric {
  /// The number, if it is one: what is counted, stored and drawn comes from here.
  ///
  /// - Throws: `Fault`, and what the metric throws.
  public func measure(_ comparison: FieldComparison) throws -> Double? {
    guard let value = try value(of: comparison) else { return nil }
    guard value.isFinite else {
      throw Fault(
        .defect, "metric \"\(text)\"", "gave \(value)",
        try: "a metric gives a finite number, or nil where a maze does not have what is asked for")
    }
    let range = possibleRange
    guard value >= range.lowerBound - Self.rounding, value <= range.upperBound + Self.rounding else {
      throw Fault(
        .defect, "metric \"\(text)\"",
        "gave \(value), and says that its numbers are from \(range.lowerBound) to \(range.upperBound)",
        try: "correct the metric, or its possibleRange")
    }
    return value
  }

  /// The name by which the registry knows it: the text without parameters.
  package var registeredName: String { String(text.prefix { $0 != "(" }) }

  /// How far beside the range a number may be by rounding: probabilities are computed with 24 bits.
  private static var rounding: Double { 1e-4 }

  public static var unit: String { "" }
  public var captures: [SitePattern] { [] }
  public var possibleRange: ClosedRange<Double> { .unlimited }
  public var text: String { ParameterCoding.text(NameStyle.hyphenated(Self.name), self, default: Self()) }
}

extension [any Metric] {
  /// What all of them need to see of the network, each site once.
  package var captures: [SitePattern] { Set(flatMap(\.captures)).sorted { $0.text < $1.text } }
}
