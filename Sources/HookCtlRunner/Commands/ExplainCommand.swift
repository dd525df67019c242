import ArgumentParser
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// `hookctl explain`: what a plan would do, without doing it.
struct ExplainCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What edits would match, in which order, what they read and write.",
    discussion: """
      Nothing is run but what interventions themselves need beforehand (files of vectors, banks of \
      activations), so that every fault shows. A maze is needed only for selections that name a square of \
      it.

      EXAMPLES
        hookctl explain --patch 'noise(scale: 0.2)@embedder.block2.*.resadd_out'
        hookctl explain --plan plan.yaml --patch 'zero@embedder.*.resadd_out[5]'
        hookctl explain --level 0 \\
          --patch 'set(value: 5.5)@embedder.block2.res1.resadd_out[5, square(3, 4)]'
      """)

  @OptionGroup(title: "Edits") var plan: PlanOptions
  @OptionGroup(title: "Maze") var input: MazeInput
  @OptionGroup(title: "Maze") var edits: MazeEdits
  @OptionGroup(title: "Maze") var theme: ThemeOption
  @OptionGroup var model: ModelOption

  @Flag(help: "Print as JSON.")
  var json = false

  func run(in program: Program) throws {
    guard plan.isGiven else { throw ExplainError.nothing }
    let (chain, faults) = try plan.readable(program.registry)
    let policy = try model.policy()
    let explanation = try PlanExplanation(
      of: chain, faults, registry: program.registry, policy: policy, inputs: try inputs(policy),
      seed: plan.seed,
      observations: LevelObservations(mode: input.levelMode, theme: theme))
    try FileOutput.write(try plan.planFile(chain))
    try program.console.print(json ? explanation.json.text : explanation.text)
  }

  /// What is known of the rows of a run: the legal squares of a maze, or nothing without one. Their pixels
  /// do not matter.
  private func inputs(_ policy: Policy) throws -> Inputs {
    let shape = policy.graph.inputShape
    guard input.isGiven else { return Inputs(Tensor([], shape: shape.batched(0))) }
    var state = try input.environment()
    try edits.apply(to: &state)
    let (maze, level) = (state.maze, Int(state.currentLevelSeed))
    let rows = maze.legalSquares.map { square in
      Inputs.Row(
        key: 0, labels: MazeLabels.labels(of: maze, mouseAt: square, level: level), geometry: maze.geometry)
    }
    return Inputs(Tensor(repeating: 0, shape: shape.batched(rows.count)), rows: rows)
  }
}

/// A request to explain that says nothing to explain.
enum ExplainError: ExplainedError {
  case nothing

  var explanation: Explanation {
    Explanation(.usage, "no edits", "there is nothing to explain", try: "give --patch CALL or --plan FILE")
  }
}
