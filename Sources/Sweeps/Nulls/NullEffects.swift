import HookKit
import Interventions
import ImpalaModel
import MazeEnv
import MazeLab
import Statistics

/// How a plan's effects stand among those of its null twins.
public struct NullEffects: Sendable {
  /// One metric's value beside those of the twins.
  public struct Entry: Sendable {
    /// What was measured: a metric as it is written, or words.
    public let metric: String
    /// How the twins were made.
    public let control: Control
    /// Where the value stands among those of the twins.
    public let comparison: NullComparison
    /// The percentile with its interval, 0 to 100; Wilson, 95 %.
    public let percentile: ConfidenceInterval
    /// The mean of the twins' values.
    public let mean: Double
  }

  /// By control, then by metric; what has no number is left out.
  public let entries: [Entry]
  /// How large the changes of the plan and of the twins are, by control and site.
  public let sizes: [NullSize]

  /// Values beside those of null twins.
  ///
  /// - Parameters:
  ///   - values: what was measured under the plan; nil where there is no number.
  ///   - twins: the same of each twin, in the same order.
  ///   - sizes: those of the plan and the twins.
  /// - Throws: `StatisticsError` for values that are not finite.
  public init(
    of values: [(name: String, value: Double?)], among twins: [(control: Control, values: [Double?])],
    sizes: [NullSize] = []
  ) throws {
    self.sizes = sizes
    entries = try Control.ordered(twins.map(\.control)).flatMap { control in
      let own = twins.filter { $0.control == control }
      return try values.enumerated().compactMap { position, measured -> Entry? in
        let nulls = own.compactMap { $0.values[position] }
        guard let value = measured.value, !nulls.isEmpty else { return nil }
        let place = try NullComparison(value, among: nulls, of: measured.name)
        return Entry(
          metric: measured.name, control: control, comparison: place, percentile: try place.percentileInterval(),
          mean: try Sample(nulls, of: measured.name).mean)
      }
    }
  }

  /// Computes the fields of all null twins on one maze.
  ///
  /// - Complexity: one field for each draw of each control; what the twins share is computed once.
  /// - Throws: `ControlError.unfit`, and what runs throw.
  public init(
    of comparison: FieldComparison, on state: MazeState, policy: Policy, controls: Controls,
    metrics: [any Metric],
    renderer: MazeRenderer, options: RunOptions
  ) throws {
    let twins = try controls.twins(of: comparison.plan, in: policy.graph)
    var options = options
    options.wantsChanges = true
    options.activations = options.activations ?? ActivationCache()
    let fields = try VectorField.compute(
      state, policy: policy, under: twins.map(\.plan), renderer: renderer, facing: comparison.original.facing,
      capturing: metrics.captures, options: options)
    let values = try metrics.map { (name: $0.text, value: try $0.measure(comparison)) }
    try self.init(
      of: values,
      among: zip(twins, fields).map { twin, field in
        let other = try comparison.replacingPatched(by: field)
        return (twin.control, try metrics.map { try $0.measure(other) })
      },
      sizes: NullSize.sizes(of: comparison.changes, among: zip(twins, fields).map { ($0.control, $1.changes) }))
  }
}
