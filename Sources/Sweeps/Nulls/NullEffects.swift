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
    let twins = try TwinFields(
      of: comparison.plan, on: state, policy: policy, facing: comparison.original.facing, controls, metrics, renderer,
      options)
    try self.init(
      of: comparison, metrics, among: twins.controls, try twins.fields.map { try comparison.replacingPatched(by: $0) },
      sizes: twins.sizes(beside: comparison.changes))
  }

  /// Computes the fields of all null twins of edits that are made in two mazes, or two policies: a twin takes the place of
  /// the edits on both sides, by the same draw, and is as large as they are there.
  ///
  /// - Parameters:
  ///   - comparison: the two fields under the edits.
  ///   - sides: what they are of, in the same order, with the net changes of the edits there.
  ///   - controls: how twins are made, and how many.
  ///   - metrics: what is measured of the edits and of each twin.
  ///   - renderer: what draws the mazes for the policies.
  ///   - options: how the runs are done.
  /// - Throws: `ControlError.unfit`, and what runs throw.
  public init(
    of comparison: FieldComparison, between sides: (first: Side, second: Side), controls: Controls,
    metrics: [any Metric], renderer: MazeRenderer, options: RunOptions
  ) throws {
    let both = try [sides.first, sides.second].map { side in
      try TwinFields(
        of: comparison.plan, on: side.state, policy: side.policy, facing: comparison.original.facing, controls, metrics,
        renderer, options)
    }
    try self.init(
      of: comparison, metrics, among: both[0].controls,
      try zip(both[0].fields, both[1].fields).map { try FieldComparison($0, versus: $1, sides: comparison.sides) },
      sizes: both[0].sizes(beside: sides.first.changes, of: comparison.sides.original)
        + both[1].sizes(beside: sides.second.changes, of: comparison.sides.patched))
  }

  /// One of the two mazes or policies of a comparison.
  public struct Side: Sendable {
    /// Its maze.
    public let state: MazeState
    /// Its policy.
    public let policy: Policy
    /// What the edits did there together; see `RunOptions.wantsChanges`.
    public let changes: [SiteChange]

    /// A maze and a policy, and what edits did there.
    public init(_ state: MazeState, _ policy: Policy, changes: [SiteChange]) {
      (self.state, self.policy, self.changes) = (state, policy, changes)
    }
  }

  private init(
    of comparison: FieldComparison, _ metrics: [any Metric], among controls: [Control], _ others: [FieldComparison],
    sizes: [NullSize]
  ) throws {
    try self.init(
      of: metrics.map { (name: $0.text, value: try $0.measure(comparison)) },
      among: zip(controls, others).map { control, other in (control, try metrics.map { try $0.measure(other) }) },
      sizes: sizes)
  }
}

/// The fields of all null twins of some edits, in one maze.
private struct TwinFields {
  let controls: [Control]
  let fields: [FieldRun]

  init(
    of plan: Plan, on state: MazeState, policy: Policy, facing: FieldFacing, _ controls: Controls,
    _ metrics: [any Metric], _ renderer: MazeRenderer, _ options: RunOptions
  ) throws {
    let twins = try controls.twins(of: plan, in: policy.graph)
    var options = options
    options.wantsChanges = true
    options.activations = options.activations ?? ActivationCache()
    fields = try VectorField.compute(
      state, policy: policy, under: twins.map(\.plan), renderer: renderer, facing: facing, capturing: metrics.captures,
      options: options)
    self.controls = twins.map(\.control)
  }

  func sizes(beside changes: [SiteChange], of side: String = "") -> [NullSize] {
    NullSize.sizes(of: changes, among: zip(controls, fields).map { ($0, $1.changes) }, side: side)
  }
}
