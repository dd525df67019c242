import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// `hookctl capture`: activations to a file.
struct CaptureCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Save activations at sites, as arrays named by their site.",
    usage: "hookctl capture --site <pattern> ... --out <file> ... [<options>]",
    discussion: """
      Arrays are float32 [N, ...]: a row for each observation. The labels of the rows (cheese and mouse in \
      outer coordinates, level) and the recipe are in the file's metadata. A file of many rows is a bank \
      for mean and resample. Pictures show the channels of one site as maps; cards say what was captured, with \
      maps and the recipe.

      EXAMPLES
        hookctl capture --level 8 --site embedder.block2.res1.resadd_out \\
          --out with.npz
        hookctl capture --level 8 --no-cheese \\
          --site embedder.block2.res1.resadd_out --out without.npz
        hookctl capture --levels 0-49 --site 'embedder.*.resadd_out' \\
          --out bank.npz
        hookctl capture --level 8 --presums --site embedder.block3.res1.conv1_out \\
          --out presums.npz
        hookctl capture --level 8 --site embedder.block2.res1.resadd_out \\
          --patch 'zero@embedder.block1.res1.resadd_out[3]' --out channels.png
        hookctl capture --observations obs.npy --site fc_policy_out embedder_out \\
          --out features.safetensors
      """)

  @OptionGroup var rows: CaptureRows
  @OptionGroup var model: ModelOption
  @OptionGroup(title: "Edits of activations") var plan: PlanOptions

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Sites to save: names or globs.", valueName: "pattern"))
  var site: [String]

  @Flag(help: "Save the values as the edits of their site find them.")
  var before = false

  @Flag(
    help: """
      Save what each input channel adds to the sites, [N, out, in, ...], in place of their values; for \
      convolutions and linear layers.
      """)
  var presums = false

  @OptionGroup var output: OutputOptions<CaptureOutput>

  @Option(help: ArgumentHelp("How many channels pictures show, those with the largest norms.", valueName: "n"))
  var show = 24

  @OptionGroup var size: SizeOption

  func drawing(_ work: () throws -> Void) throws { try size.drawing(work) }

  func answer(in program: Program) throws -> Answer {
    guard !output.out.isEmpty else { throw OutputError.missing("give --out FILE.npz, for instance") }
    let mazes = try rows.mazes(program.registry)
    let edits = try edits(on: mazes, program.registry)
    let states = try rows.environments(mazes)
    let policy = try model.policy()
    let sites = try SiteChoice.sites(site, of: policy.graph)
    let capture = capture(sites, policy, edits)
    try OptionError.check("--show", show, in: 1...1000)
    try capture.check(drawnIn: output.out.first { OutputFormat(endingOf: $0)?.isPicture ?? false })
    let inputs = try rows.inputs(states, for: policy)
    try capture.check(rows: inputs.count)
    let source = LevelObservations(
      mode: rows.mode(of: states), theme: rows.theme, subjects: states, sources: program.registry.tensorSources)
    let options = RunOptions(
      seed: plan.seed, observations: source, wantsOutputs: false, progress: program.console.rows("capturing"))
    let captured =
      try edits.same == nil
      ? capture.captured(ofLevels: levels(mazes, states, policy), options)
      : capture.captured(inputs, options)
    var report = CaptureReport(
      captured, of: inputs, recipe: try recipe(policy, edits, states, mazes, program.registry))
    if !presums, output.asked.contains(where: { $0.isPicture || $0.isCard || $0 == .json }) {
      report.draw(
        sites, original: try original(of: capture, inputs, options), of: states.count == 1 ? states[0] : nil,
        rows.place(of: states, mazes), model: policy.fieldName, calls: edits.texts, limit: show)
    }
    return Answer(report, files: try edits.same.map { try plan.planFile($0, program.registry) } ?? [])
  }

  private func capture(_ sites: [Site], _ policy: Policy, _ edits: LevelPlan) -> ActivationCapture {
    var capture = ActivationCapture(sites, of: policy.graph, under: edits)
    (capture.isBefore, capture.presums) = (before, presums)
    return capture
  }

  /// The rows of each level, where calls name the level.
  private func levels(
    _ mazes: MazeSet?, _ states: [MazeState], _ policy: Policy
  ) throws -> [(number: Int, inputs: Inputs)] {
    try zip(mazes?.numbers ?? LevelList(numbers: []), states).map { ($0, try rows.inputs([$1], for: policy)) }
  }

  /// The activations without edits, which pictures show beside those with; nil where there are none.
  private func original(of capture: ActivationCapture, _ inputs: Inputs, _ options: RunOptions) throws -> [Tensor]? {
    guard !capture.edits.texts.isEmpty, !before else { return nil }
    var plain = capture
    plain.edits = LevelPlan(Plan())
    return try plain.captured(inputs, options).values.map(\.tensor)
  }

  /// The edits: on each of many levels its own, where calls name the level.
  private func edits(on mazes: MazeSet?, _ registry: Registry) throws -> LevelPlan {
    try mazes.map { try plan.edits(on: $0, registry) } ?? LevelPlan(plan.chain(registry, on: rows.input.level))
  }

  private func recipe(
    _ policy: Policy, _ edits: LevelPlan, _ states: [MazeState], _ mazes: MazeSet?, _ registry: Registry
  ) throws -> Recipe {
    var recipe = Recipe()
    recipe.add(policy)
    try recipe.add(edits, seed: plan.seed, naming: registry, on: mazes?.numbers.first ?? 0)
    if let mazes { recipe.add(mazes) } else if let state = states.first { recipe.add(state) }
    return recipe
  }
}
