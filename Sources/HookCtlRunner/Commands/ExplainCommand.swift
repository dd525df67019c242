import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// `hookctl explain`: what a plan would do, without doing it.
struct ExplainCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What edits would match, in which order, what they read and write.",
    discussion: """
      Nothing is run but what interventions themselves need beforehand (files of vectors, banks of \
      activations), so that every fault shows. A maze is needed only for selections that name a square of \
      it, and for --cost.

      --cost forecasts what vfield and compare would do on the maze. A forward pass is one observation through \
      the whole network; what observations and fields share is computed once, so that fewer are needed than \
      there are observations. MFLOP are millions of floating-point operations in products. Times are from a \
      measurement of this machine, done once and kept in the cache folder.

      EXAMPLES
        hookctl explain --patch 'noise(scale: 0.2)@embedder.block2.*.resadd_out'
        hookctl explain --plan plan.yaml --patch 'zero@embedder.*.resadd_out[5]'
        hookctl explain --level 0 \\
          --patch 'set(value: 5.5)@embedder.block2.res1.resadd_out[5, square(3, 4)]'
        hookctl explain --level 0 --cost --patch 'zero@embedder.*.resadd_out[5]'
      """)

  @OptionGroup(title: "Edits") var plan: PlanOptions
  @OptionGroup(title: "Maze") var input: MazeInput
  @OptionGroup(title: "Maze") var edits: MazeEdits
  @OptionGroup(title: "Maze") var facing: FacingOption
  @OptionGroup(title: "Maze") var theme: ThemeOption
  @OptionGroup var model: ModelOption

  @Flag(help: "Forecast the work, memory and time of the maze's fields.")
  var cost = false

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer {
    guard plan.isGiven else {
      throw Fault(.usage, "no edits", "there is nothing to explain", try: "give --patch CALL or --plan FILE")
    }
    let (chain, faults) = try plan.readable(program.registry, on: input.level)
    let policy = try model.policy()
    if cost, !input.isGiven {
      throw Fault(
        .usage, "--cost", "what a plan costs depends on the maze",
        try: "name one: --level N, --state FILE or --maze FILE")
    }
    let state = try input.isGiven ? environment() : nil
    let source = LevelObservations(
      mode: input.levelMode, theme: theme, subjects: state.map { [$0] } ?? [], sources: program.registry.tensorSources)
    var explanation = try PlanExplanation(
      of: chain, faults, registry: program.registry, policy: policy, inputs: Inputs(knownOf: state, for: policy),
      seed: plan.seed,
      observations: source)
    if cost, let state {
      let inputs = Inputs(fieldOf: state, facing: facing.facing, renderer: try theme.renderer())
      try explanation.addCosts(of: chain, inputs, options: RunOptions(seed: plan.seed, observations: source))
    }
    explanation.recipe = try recipe(policy, chain, state, program.registry)
    return Answer(explanation, files: try plan.planFile(chain, program.registry))
  }

  private func recipe(
    _ policy: Policy, _ chain: Plan, _ state: MazeState?, _ registry: Registry
  ) throws -> Recipe {
    var recipe = Recipe()
    if let state { recipe.add(state) }
    facing.describe(in: &recipe)
    recipe.add(policy)
    try recipe.add(chain, seed: plan.seed, naming: registry)
    return recipe
  }

  private func environment() throws -> MazeState {
    var state = try input.environment()
    try edits.apply(to: &state)
    return state
  }
}
