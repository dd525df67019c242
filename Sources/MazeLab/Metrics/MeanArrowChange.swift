import HookKit

/// The mean over squares of the length of the arrow's change.
public struct MeanArrowChange: Metric {
  public static let name = "meanArrowChange"
  public static let summary = "mean over squares of the length of the mean step's change"
  public static let unit = "squares"

  public init() {}

  public func value(of comparison: FieldComparison) -> Double? { comparison.difference.meanArrowChange }
}
