import HookKit

/// The mean over squares of the change of the state value.
public struct ValueChange: Metric {
  public static let name = "value-change"
  public static let summary = "mean over squares of the change of the state value"

  public init() {}

  public func value(of comparison: FieldComparison) -> Double? { comparison.difference.meanValueChange }
}
