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
  ///   - options: how the runs are done; where they make sketches, no activations can be captured.
  /// - Returns: one field for each plan, in their order, with the receipts of its edits.
  public static func compute(
    _ state: MazeState, policy: Policy, under plans: [Plan], renderer: MazeRenderer,
    facing: FieldFacing = .state, capturing captures: [SitePattern] = [], options: RunOptions = RunOptions()
  ) throws -> [FieldRun] {
    try compute(
      FieldInputs(state, facing: facing, renderer: renderer), about: state, policy: policy, under: plans,
      capturing: captures, options: options)
  }

  /// The fields of a maze whose observations are there already.
  ///
  /// - Parameters:
  ///   - inputs: the observations.
  ///   - state: the maze; its mouse may stand elsewhere than it did when they were drawn.
  package static func compute(
    _ inputs: FieldInputs, about state: MazeState, policy: Policy, under plans: [Plan],
    capturing captures: [SitePattern] = [], options: RunOptions
  ) throws -> [FieldRun] {
    var options = options
    // What plans read beforehand is the same for both.
    if inputs.sides.count > 1 { options.activations = options.activations ?? ActivationCache() }
    options = options.about([state])
    try check(policy)
    let runs = try inputs.sides.map { try compute($0, inputs.squares, policy, under: plans, captures, options) }
    return runs.count == 1 ? runs[0] : try zip(runs[0], runs[1]).map { try FieldRun(meanOf: $0, and: $1) }
  }

  /// The fields of one facing.
  private static func compute(
    _ side: FieldInputs.Side, _ squares: [Square], _ policy: Policy, under plans: [Plan], _ captures: [SitePattern],
    _ options: RunOptions
  ) throws -> [FieldRun] {
    let (state, grid) = (side.state, side.state.maze.innerGrid)
    let sketched = options.sketchesCaptures ? policy.graph.sites.map { Capture(SitePattern($0.name)) } : []
    let runs = try policy.graph.runs(
      side.inputs, under: plans, capturing: sketched + captures.map { Capture($0) }, options: options)
    return try runs.map { run in
      let field = VectorField(
        level: Int(state.currentLevelSeed), mode: state.mode, grid: grid, squares: squares,
        probabilities: groupProbabilities(run[policy.interface.logits]),
        values: run[policy.interface.value ?? ""].scalars.map(Double.init), facing: state.facing)
      return FieldRun(
        field, run.receipts, run.changes, try FieldActivations(captures, of: run, in: policy.graph),
        sketches: sketched.isEmpty ? [] : [run.sketches])
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
