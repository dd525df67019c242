import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Statistics

/// How a plan's effects on one maze stand among those of its null twins.
public struct NullEffects: Sendable {
  /// One metric's value beside those of the twins.
  public struct Entry: Sendable {
    /// The metric as it is written.
    public let metric: String
    public let control: Control
    /// Where the value stands among those of the twins.
    public let comparison: NullComparison
    /// The percentile with its interval, 0 to 100; Wilson, 95 %.
    public let percentile: ConfidenceInterval
    /// The mean of the twins' values.
    public let mean: Double
  }

  /// By control, then by metric; metrics without a number in this maze are left out.
  public let entries: [Entry]

  /// Computes the fields of all null twins.
  ///
  /// - Complexity: one field for each draw of each control; what the twins share is computed once.
  /// - Throws: ``SweepError/noControl(_:reason:)``, and what runs throw.
  public init(
    of comparison: FieldComparison, on state: MazeState, policy: Policy, controls: Controls,
    metrics: [any Metric],
    renderer: MazeRenderer, options: RunOptions
  ) throws {
    let twins = try controls.twins(of: comparison.plan, seed: options.seed)
    var options = options
    options.activations = options.activations ?? ActivationCache()
    let fields = try VectorField.compute(
      state, policy: policy, under: twins.map(\.plan), renderer: renderer, options: options)
    let comparisons = try fields.map { try FieldComparison(original: comparison.original, patched: $0.field) }
    entries = try Control.allCases.flatMap { control in
      let own = twins.indices.filter { twins[$0].control == control }
      return try metrics.compactMap { metric -> Entry? in
        guard !own.isEmpty, let value = try metric.value(of: comparison) else { return nil }
        let nulls = try own.compactMap { try metric.value(of: comparisons[$0]) }
        guard !nulls.isEmpty else { return nil }
        let place = try NullComparison(value, among: nulls, of: metric.text)
        return Entry(
          metric: metric.text, control: control, comparison: place,
          percentile: try place.percentileInterval(),
          mean: nulls.reduce(0, +) / Double(nulls.count))
      }
    }
  }
}
