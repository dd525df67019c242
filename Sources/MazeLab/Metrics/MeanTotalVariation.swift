import HookKit

/// The mean over squares of the total variation distance between original and patched probabilities, 0 to 1.
public struct MeanTotalVariation: Metric {
  public static let name = "mean-total-variation"
  public static let summary = "mean over squares of half the summed changes of the five probabilities, 0 to 1"

  public var possibleRange: ClosedRange<Double> { 0...1 }

  public init() {}

  public func value(of comparison: FieldComparison) -> Double? { comparison.difference.meanTotalVariation }
}
