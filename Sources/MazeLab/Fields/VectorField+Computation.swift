import HookKit
import ImpalaModel
import MazeEnv

extension VectorField {
  /// The field of a maze under a plan: the mouse is put on every legal square, and the policy asked there.
  ///
  /// - Parameters:
  ///   - state: the maze.
  ///   - policy: the policy that is asked.
  ///   - plan: the edits; none unless given.
  ///   - renderer: what draws the maze for the policy.
  ///   - facing: which way the mouse looks on all squares.
  ///   - options: how the run is done.
  /// - Complexity: one forward pass over as many observations as there are legal squares; two for both facings.
  /// - Throws: an `ExplainedError`: ``FieldError`` for mazes and networks that have no field, and all that runs throw.
  public static func compute(
    _ state: MazeState, policy: Policy, under plan: Plan = Plan(), renderer: MazeRenderer,
    facing: FieldFacing = .state, options: RunOptions = RunOptions()
  ) throws -> FieldRun {
    try compute(state, policy: policy, under: [plan], renderer: renderer, facing: facing, options: options)[0]
  }

  /// The fields of a maze under several plans; what the plans share is computed once.
  ///
  /// Each facing is a run of its own, so that its field has the same bits whether the other one is asked for or not. The
  /// edits are the same in both: a square draws the same random numbers, and what they read of the maze is read of the
  /// state as it is.
  ///
  /// - Parameters:
  ///   - state: the maze, and which way its mouse looks.
  ///   - policy: the policy.
  ///   - plans: the edits; an empty plan is the original.
  ///   - renderer: what draws the maze for the policy.
  ///   - facing: which way the mouse looks on every square.
  ///   - captures: sites whose activations are wanted as well; for both facings, the means of the two.
  ///   - options: how the runs are done.
  /// - Returns: one field for each plan, in their order, with the receipts of its edits.
  public static func compute(
    _ state: MazeState, policy: Policy, under plans: [Plan], renderer: MazeRenderer,
    facing: FieldFacing = .state, capturing captures: [SitePattern] = [], options: RunOptions = RunOptions()
  ) throws -> [FieldRun] {
    var options = options
    // What plans read beforehand is the same for both.
    if facing == .both { options.activations = options.activations ?? ActivationCache() }
    options = options.about([state])
    let runs = try facing.states(of: state).map {
      try compute($0, policy, under: plans, renderer, captures, options)
    }
    return runs.count == 1 ? runs[0] : try zip(runs[0], runs[1]).map { try FieldRun(meanOf: $0, and: $1) }
  }

  /// The fields with the mouse facing as it does in the state.
  private static func compute(
    _ state: MazeState, _ policy: Policy, under plans: [Plan], _ renderer: MazeRenderer, _ captures: [SitePattern],
    _ options: RunOptions
  ) throws -> [FieldRun] {
    let maze = state.maze
    let squares = maze.legalSquares
    let level = Int(state.currentLevelSeed)
    guard !squares.isEmpty else { throw FieldError.noLegalSquares(level: level) }
    try check(policy)
    let inputs = Inputs(mouseOn: squares, of: state, renderer: renderer)
    let grid = maze.innerGrid
    let runs = try policy.graph.runs(inputs, under: plans, capturing: captures.map { Capture($0) }, options: options)
    return try runs.map { run in
      let field = VectorField(
        level: level, mode: state.mode, grid: grid, squares: squares,
        probabilities: groupProbabilities(run[policy.interface.logits]),
        values: run[policy.interface.value ?? ""].scalars.map(Double.init), facing: state.facing)
      return FieldRun(
        field: field, receipts: run.receipts, changes: run.changes,
        activations: try FieldActivations(captures, of: run, in: policy.graph))
    }
  }

  /// The grouped probabilities of each row of logits `[N, 15]`.
  package static func groupProbabilities(_ logits: Tensor) -> [GroupProbabilities] {
    let count = ActionGroup.actionCount
    return (0..<logits.rows).map { row in
      GroupProbabilities(logits: logits.scalars[row * count..<(row + 1) * count])
    }
  }

  /// Checks that a policy looks at pictures of mazes as they are drawn here, and says what it does in procgen's actions.
  ///
  /// - Throws: ``FieldError``.
  package static func check(_ policy: Policy) throws(FieldError) {
    let (interface, graph) = (policy.interface, policy.graph)
    guard interface.observation == PolicyInterface.procgen.observation else {
      throw .otherObservation(interface.observation.description)
    }
    guard interface.actions == PolicyInterface.procgen.actions else { throw .otherActions(interface.actions) }
    let outputs = Dictionary(uniqueKeysWithValues: graph.outputs.map { ($0.name, $0.shape) })
    guard let logits = outputs[interface.logits] else { throw .missingSite(interface.logits) }
    guard logits == [ActionGroup.actionCount] else {
      throw .wrongActionCount(site: interface.logits, shape: logits)
    }
    guard let value = interface.value else { throw .noValue }
    guard outputs[value] == [1] else { throw .missingSite(value) }
  }
}
