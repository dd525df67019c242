import Foundation
import HookKit

/// The mean over squares of the entropy of the five probabilities, in bits: `-sum p log2 p`, 0 to log2 5.
public struct Entropy: Metric {
  public static let name = "entropy"
  public static let summary = "mean over squares of the entropy of the five probabilities"
  public static let unit = "bits"

  /// Of which field.
  @Parameter("change, patched or original") public var of: MetricSide = .change

  public var possibleRange: ClosedRange<Double> { of.range(of: 0...log2(5)) }

  public init() {}

  public func value(of comparison: FieldComparison) -> Double? {
    of.value(of: comparison) { field in field.probabilities.map(\.entropy).mean }
  }
}

extension GroupProbabilities {
  /// The entropy of the five probabilities in bits; groups of probability 0 add nothing.
  public var entropy: Double { values.reduce(0) { $1 > 0 ? $0 - $1 * log2($1) : $0 } }
}
