// Made from Documentation/Sweeps.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import MazeLab

/// The mean state value of the patched field.
struct MeanValue: Metric {
  static let name = "meanValue"
  static let summary = "mean state value of the patched field"
  func value(of comparison: FieldComparison) -> Double? {
    comparison.patched.values.reduce(0, +) / Double(comparison.patched.values.count)
  }
}
