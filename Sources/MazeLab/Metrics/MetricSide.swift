import HookKit
import Statistics

/// Which of the two fields of a comparison a metric is about.
public enum MetricSide: String, CaseIterable, ChoiceType {
  /// Patched minus original.
  case change
  /// The field under the plan.
  case patched
  /// The field without edits.
  case original

  /// Where the number of this side can be, for numbers of fields that are in a range.
  func range(of field: ClosedRange<Double>) -> ClosedRange<Double> { self == .change ? field.ofDifferences : field }

  /// The number of this side; nil where a field that it needs has none.
  func value(of comparison: FieldComparison, _ number: (VectorField) throws -> Double?) rethrows -> Double? {
    switch self {
    case .original: return try number(comparison.original)
    case .patched: return try number(comparison.patched)
    case .change:
      guard let before = try number(comparison.original), let after = try number(comparison.patched) else {
        return nil
      }
      return after - before
    }
  }
}
