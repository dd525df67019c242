import HookKit
import ImpalaModel
import MazeEnv

extension VectorField {
  /// The field of a maze under a plan: the mouse is put on every legal square, and the policy asked there.
  ///
  /// - Complexity: one forward pass over as many observations as there are legal squares.
  /// - Throws: an `ExplainedError`: ``FieldError`` for mazes and networks that have no field, and all that runs throw.
  public static func compute(
    _ state: MazeState, policy: Policy, under plan: Plan = Plan(), renderer: MazeRenderer,
    options: RunOptions = RunOptions()
  ) throws -> FieldRun {
    try compute(state, policy: policy, under: [plan], renderer: renderer, options: options)[0]
  }

  /// The fields of a maze under several plans; what the plans share is computed once.
  ///
  /// - Returns: one field for each plan, in their order, with the receipts of its edits.
  public static func compute(
    _ state: MazeState, policy: Policy, under plans: [Plan], renderer: MazeRenderer,
    options: RunOptions = RunOptions()
  ) throws -> [FieldRun] {
    let maze = state.maze
    let squares = maze.legalSquares
    let level = Int(state.currentLevelSeed)
    guard !squares.isEmpty else { throw FieldError.noLegalSquares(level: level) }
    try checkOutputs(of: policy.graph)
    let inputs = Inputs(mouseOn: squares, of: state, renderer: renderer)
    let grid = maze.innerGrid
    return try policy.graph.runs(inputs, under: plans, options: options.about([state])).map { run in
      let field = VectorField(
        level: level, mode: state.mode, grid: grid, squares: squares,
        probabilities: groupProbabilities(run[Policy.logitsSite]),
        values: run[Policy.valueSite].scalars.map(Double.init))
      return FieldRun(field: field, receipts: run.receipts, changes: run.changes)
    }
  }

  /// The grouped probabilities of each row of logits `[N, 15]`.
  static func groupProbabilities(_ logits: Tensor) -> [GroupProbabilities] {
    let count = ActionGroup.actionCount
    return (0..<logits.rows).map { row in
      GroupProbabilities(logits: logits.scalars[row * count..<(row + 1) * count])
    }
  }

  static func checkOutputs(of graph: ModuleGraph) throws {
    let outputs = Dictionary(uniqueKeysWithValues: graph.outputs.map { ($0.name, $0.shape) })
    guard let logits = outputs[Policy.logitsSite] else { throw FieldError.missingSite(Policy.logitsSite) }
    guard logits == [ActionGroup.actionCount] else {
      throw FieldError.wrongActionCount(site: Policy.logitsSite, shape: logits)
    }
    guard outputs[Policy.valueSite] == [1] else { throw FieldError.missingSite(Policy.valueSite) }
  }
}
