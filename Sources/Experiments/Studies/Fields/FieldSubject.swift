import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Sweeps

/// A maze, a policy and a plan, of which fields are computed: what `hookctl vfield` and `hookctl compare` are asked.
///
/// ```swift
/// let report = try lab.subject(of: lab.maze(8), under: plan).comparison(Controls(draws: 20))
/// ```
public struct FieldSubject: Sendable {
  /// What to call the maze: `Level 8`, or its file's name.
  public var name: String
  /// The maze.
  public var state: MazeState
  /// Which way the mouse looks.
  public var facing: FieldFacing
  /// The policy.
  public var policy: Policy
  /// What draws the maze for the policy and in pictures.
  public var renderer: MazeRenderer
  /// The edits.
  public var plan: Plan
  /// How runs are done: the seed of edits, and levels that calls name.
  public var options: RunOptions
  /// How pictures look.
  public var style = FigureOptions()
  /// How the report is made, as far as it is known.
  public var recipe = Recipe()
  /// Whether reports keep what a bundle of their runs needs, where nothing else is captured on the way.
  package var keepsSketches = false
  /// Shows how far the work is.
  public var progress: @Sendable (ProgressReport) -> Void = { _ in }

  /// A maze under a plan.
  public init(
    _ state: MazeState, named name: String? = nil, policy: Policy, under plan: Plan = Plan(), renderer: MazeRenderer,
    facing: FieldFacing = .state, options: RunOptions = RunOptions()
  ) {
    (self.state, self.policy, self.plan, self.renderer) = (state, policy, plan, renderer)
    (self.facing, self.options) = (facing, options)
    self.name = name ?? "Level \(state.currentLevelSeed)"
  }

  /// The other side of a comparison of two mazes or policies.
  public struct Other: Sendable {
    /// Its maze.
    public let state: MazeState
    /// Its policy.
    public let policy: Policy
    /// What the two sides are called.
    public let sides: FieldComparison.Sides

    /// Another maze, another policy, or both.
    public init(_ state: MazeState, _ policy: Policy, sides: FieldComparison.Sides) {
      (self.state, self.policy, self.sides) = (state, policy, sides)
    }

    /// What a recipe says of it.
    package var json: JSONValue {
      .object([
        .init("level", .integer(Int(state.currentLevelSeed))), .init("mode", .string(state.mode.rawValue)),
        .init("model", policy.identity()), .init("name", .string(sides.patched)),
      ])
    }
  }

  /// The field under the plan.
  ///
  /// - Complexity: one forward pass of a row for each open square, and another for the other facing.
  public func field() throws -> FieldReport {
    let run = try VectorField.compute(
      state, policy: policy, under: plan, renderer: renderer, facing: facing,
      options: running("computing the field", sketching: keepsSketches))
    return FieldReport(self, run, try facingEffect(of: run.field, under: plan))
  }

  /// The field without edits, with them, and how they differ.
  ///
  /// - Parameters:
  ///   - controls: the null twins that effects are held against; none by default.
  ///   - metrics: what is measured of the edits and the twins.
  public func comparison(_ controls: Controls = .none, metrics: [any Metric] = []) throws -> ComparisonReport {
    // What null twins are held against is captured, in place of sketches.
    var options = running("computing both fields", sketching: keepsSketches && controls.draws == 0)
    options.wantsChanges = controls.draws > 0
    let runs = try VectorField.compute(
      state, policy: policy, under: [Plan(), plan], renderer: renderer, facing: facing, capturing: metrics.captures,
      options: options)
    let comparison = try FieldComparison(from: runs[0], to: runs[1], under: plan)
    let nulls =
      controls.draws == 0
      ? nil
      : try NullEffects(
        of: comparison, on: state, policy: policy, controls: controls, metrics: metrics, renderer: renderer,
        options: running("computing null twins"))
    return ComparisonReport(
      self, comparison, try facingEffect(of: comparison.original, under: Plan()), nulls: nulls, runs: runs)
  }

  /// The fields of two mazes or policies, the edits in both.
  ///
  /// - Parameters:
  ///   - other: the second maze, the second policy, or both.
  ///   - controls: the null twins of the edits, on both sides; none by default.
  ///   - metrics: what is measured of the edits and the twins; those that see activations need the same squares.
  public func comparison(
    versus other: Other, _ controls: Controls = .none, metrics: [any Metric] = []
  ) throws -> ComparisonReport {
    var options = running("computing both fields")
    options.wantsChanges = controls.draws > 0
    let runs = try [(state, policy), (other.state, other.policy)].map { state, policy in
      try VectorField.compute(
        state, policy: policy, under: [plan], renderer: renderer, facing: facing, capturing: metrics.captures,
        options: options)[0]
    }
    let comparison = try FieldComparison(runs[0], versus: runs[1], sides: other.sides, plan: plan)
    let nulls =
      controls.draws == 0
      ? nil
      : try NullEffects(
        of: comparison,
        between: (
          .init(state, policy, changes: runs[0].changes), .init(other.state, other.policy, changes: runs[1].changes)
        ), controls: controls, metrics: metrics, renderer: renderer, options: running("computing null twins"))
    return ComparisonReport(
      self, comparison, try facingEffect(of: comparison.original, under: plan), nulls: nulls, versus: other.state)
  }

  /// How much it matters which way the mouse looks, beside a field of this maze.
  private func facingEffect(of field: VectorField, under plan: Plan) throws -> FacingEffect {
    try FacingEffect(of: field, state, policy: policy, under: plan, renderer: renderer, options: options)
  }

  private func running(_ label: String, sketching: Bool = false) -> RunOptions {
    (sketching ? options.sketching : options).showing(label, by: progress)
  }
}

extension Lab {
  /// A maze of the lab under a plan, of which fields are reported.
  public func subject(of state: MazeState, under plan: Plan = Plan()) -> FieldSubject {
    var subject = FieldSubject(
      state, named: name(of: state), policy: policy, under: plan, renderer: renderer, facing: facing, options: options)
    subject.progress = { progress($0) }
    return subject
  }
}
