import HookKit

/// A number that says what a plan did to a policy's behaviour in one maze.
///
/// A metric is one file: a value with a name, parameters, and a function of original and patched field.
///
/// ```swift
/// public struct MeanValue: Metric {
///   public static let name = "meanValue"
///   public static let summary = "mean state value of the patched field"
///   public init() {}
///   public func value(of comparison: FieldComparison) -> Double? { comparison.patched.values.mean }
/// }
/// registry.add(MeanValue.self)     // `--metric meanValue` then works
/// ```
public protocol Metric: Codable, Sendable {
  /// The name by which commands and files know it: "meanTotalVariation". Never change it once published.
  static var name: String { get }

  /// What it measures, in one line, for lists.
  static var summary: String { get }

  /// What its numbers are measured in: "squares"; empty for probabilities and other plain numbers.
  static var unit: String { get }

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
  /// - Throws: ``MetricError/notFinite(_:value:)``, and what the metric throws.
  public func measure(_ comparison: FieldComparison) throws -> Double? {
    guard let value = try value(of: comparison) else { return nil }
    guard value.isFinite else { throw MetricError.notFinite(text, value: "\(value)") }
    return value
  }

  public static var unit: String { "" }

  /// The metric as it is written: `pathProbability(to: corner)`; parameters with their default values are left out.
  public var text: String { CallSyntax.text(Self.name, self, default: Self()) }
}
