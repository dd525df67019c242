import HookKit

/// The mean over squares of the length of the arrow's change.
public struct MeanArrowChange: Metric {
  public static let name = "mean-arrow-change"
  public static let summary = "mean over squares of the length of the mean step's change"
  public static let unit = "squares"

  /// Arrows are means of steps, at most one square long.
  public var possibleRange: ClosedRange<Double> { 0...2 }

  public init() {}

  public func value(of comparison: FieldComparison) -> Double? { comparison.difference.meanArrowChange }
}
