import HookKit
import ImpalaModel
import MazeEnv

/// The original field of a maze, the field under a plan, and how they differ: what `hookctl compare` is about. Two fields of
/// any mazes or policies can be held against each other in the same way.
public struct FieldComparison: Sendable {
  /// What the two fields are called in pictures and tables.
  public struct Sides: Sendable, Hashable {
    /// The first one.
    public let original: String
    /// The second one.
    public let patched: String
    /// What is the same for both: the policy, the maze; empty where nothing is.
    public let shared: String

    /// These names.
    public init(_ original: String, _ patched: String, shared: String = "") {
      (self.original, self.patched, self.shared) = (original, patched, shared)
    }

    /// A field without edits, and with.
    public static let edits = Sides("Original", "Patched")
  }

  /// What the fields are called.
  public let sides: Sides
  /// The field without any edit.
  public let original: VectorField
  /// The field under the plan.
  public let patched: VectorField
  /// Patched minus original.
  public let difference: FieldDelta
  /// The edits of the patched field.
  public let plan: Plan
  /// What the edits did.
  public let receipts: [Receipt]
  /// What the edits of each site did together; empty unless `RunOptions.wantsChanges`.
  public let changes: [SiteChange]
  /// The activations of both fields that metrics have asked for; see ``activations(at:)``.
  private(set) var originalActivations: FieldActivations, patchedActivations: FieldActivations

  /// Compares two fields that were computed before.
  ///
  /// - Throws: ``FieldError/differentSquares(first:second:example:)`` when they are of different mazes.
  public init(
    original: VectorField, patched: VectorField, plan: Plan = Plan(), receipts: [Receipt] = [],
    changes: [SiteChange] = [], activations: (original: FieldActivations, patched: FieldActivations) = (.none, .none)
  ) throws {
    difference = try FieldDelta(from: original, to: patched)
    (originalActivations, patchedActivations) = activations
    (self.original, self.patched, self.plan) = (original, patched, plan)
    (self.receipts, self.changes, sides) = (receipts, changes, .edits)
  }

  /// Holds a field against that of another maze or another policy, on the squares that both have.
  ///
  /// - Parameters:
  ///   - first: the field that the other is held against.
  ///   - second: the other field.
  ///   - sides: what the two are called.
  ///   - plan: the edits of both fields.
  ///   - receipts: what they did, in the first field and then in the second.
  /// - Throws: ``FieldError/noCommonSquares``.
  public init(
    _ first: VectorField, versus second: VectorField, sides: Sides, plan: Plan = Plan(), receipts: [Receipt] = []
  ) throws {
    difference = try FieldDelta(commonSquaresFrom: first, to: second)
    (original, patched, self.plan, self.receipts, changes) = (first, second, plan, receipts, [])
    self.sides = sides
    (originalActivations, patchedActivations) = (.none, .none)
  }

  /// Holds a run against that of another maze or another policy, on the squares that both have; metrics see activations
  /// where they have the same squares.
  ///
  /// - Throws: ``FieldError/noCommonSquares``.
  public init(_ first: FieldRun, versus second: FieldRun, sides: Sides, plan: Plan = Plan()) throws {
    try self.init(
      first.field, versus: second.field, sides: sides, plan: plan, receipts: first.receipts + second.receipts)
    if first.field.squares == second.field.squares {
      (originalActivations, patchedActivations) = (first.activations, second.activations)
    }
  }

  /// The field of a run without edits, and that of one under a plan.
  ///
  /// - Throws: ``FieldError/differentSquares(first:second:example:)`` when they are of different mazes.
  public init(from original: FieldRun, to patched: FieldRun, under plan: Plan = Plan()) throws {
    try self.init(
      original: original.field, patched: patched.field, plan: plan, receipts: patched.receipts,
      changes: patched.changes, activations: (original.activations, patched.activations))
  }

  /// The same original field beside another patched one of its maze: that of a null twin.
  package func replacingPatched(by run: FieldRun) throws -> FieldComparison {
    try FieldComparison(
      original: original, patched: run.field, activations: (originalActivations, run.activations))
  }

  /// Computes both fields of a maze; they share all work before the first edited site.
  ///
  /// - Parameters:
  ///   - state: the maze.
  ///   - policy: the policy that is asked.
  ///   - plan: the edits of the second field.
  ///   - renderer: what draws the maze for the policy.
  ///   - facing: which way the mouse looks; for both, the means over both facings are compared.
  ///   - captures: the sites whose activations metrics need; see ``activations(at:)``.
  ///   - options: how the runs are done.
  public static func compute(
    _ state: MazeState, policy: Policy, under plan: Plan, renderer: MazeRenderer, facing: FieldFacing = .state,
    capturing captures: [SitePattern] = [], options: RunOptions = RunOptions()
  ) throws -> FieldComparison {
    let runs = try VectorField.compute(
      state, policy: policy, under: [Plan(), plan], renderer: renderer, facing: facing, capturing: captures,
      options: options)
    return try FieldComparison(from: runs[0], to: runs[1], under: plan)
  }

  /// What the policy does at the decision square, before and after; nil in a maze that has none.
  ///
  /// The decision square is that of whichever maze has a cheese, the original first. Mazes whose ways are others have
  /// none in common.
  public var decision: DecisionChange? {
    guard difference.uncommon.isEmpty || isOneMaze,
      let point = (try? DecisionPoint(original)) ?? (try? DecisionPoint(patched)),
      let before = point.probabilities(in: original), let after = point.probabilities(in: patched)
    else { return nil }
    return DecisionChange(square: point.square, original: before, patched: after)
  }
}

extension FieldComparison {
  /// Whether both fields are of the same walls; a cheese may be elsewhere.
  public var isOneMaze: Bool {
    func walls(_ field: VectorField) -> [[Bool]] { field.grid.map { $0.map { $0 == Int(Cell.wall) } } }
    return original.mode == patched.mode && walls(original) == walls(patched)
  }
}

/// The probabilities at the decision square before and after a change.
public struct DecisionChange: Sendable, Hashable {
  /// The decision square, inner coordinates.
  public let square: Square
  /// Before the change.
  public let original: DecisionProbabilities
  /// After the change.
  public let patched: DecisionProbabilities
}
