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
    guard !presums || !before else { throw CaptureError.presumsBefore }
    try checkPictures(of: sites)
    let inputs = try rows.inputs(states, for: policy)
    try checkSize(of: sites, policy, inputs)
    let source = LevelObservations(
      mode: rows.mode(of: states), theme: rows.theme, subjects: states, sources: program.registry.tensorSources)
    let options = RunOptions(
      seed: plan.seed, observations: source, wantsOutputs: false, progress: program.console.rows("capturing"))
    let captured = try values(of: sites, policy, inputs, mazes, states, under: edits, options)
    var report = CaptureReport(
      captured, of: inputs, recipe: try recipe(policy, edits, states, mazes, program.registry))
    if !presums, output.asked.contains(where: { $0.isPicture || $0.isCard || $0 == .json }) {
      report.draw(
        sites, original: try original(of: sites, policy, inputs, edits, options),
        of: states.count == 1 ? states[0] : nil, rows.place(of: states, mazes), model: policy.fieldName,
        calls: edits.texts, limit: show)
    }
    return Answer(report, files: try edits.same.map { try plan.planFile($0, program.registry) } ?? [])
  }

  /// The activations without edits, which pictures show beside those with; nil where there are none.
  private func original(
    of sites: [Site], _ policy: Policy, _ inputs: Inputs, _ edits: LevelPlan, _ options: RunOptions
  ) throws -> [Tensor]? {
    guard !edits.texts.isEmpty, !before else { return nil }
    return try values(of: sites, policy.graph, inputs, under: Plan(), options).values.map(\.tensor)
  }

  private func checkSize(of sites: [Site], _ policy: Policy, _ inputs: Inputs) throws {
    let shapes = try presums ? sites.map(policy.graph.presumShape) : sites.map(\.shape)
    let size = shapes.reduce(0) { $0 + $1.count } * inputs.count * MemoryLayout<Float>.size
    guard size <= Self.limit else { throw CaptureError.tooLarge(bytes: size, rows: inputs.count) }
  }

  /// A picture shows the channels of one site, as maps.
  private func checkPictures(of sites: [Site]) throws {
    try OptionError.check("--show", show, in: 1...1000)
    guard let path = output.out.first(where: { OutputFormat(endingOf: $0)?.isPicture ?? false }) else { return }
    guard !presums, sites.count == 1, ActivationFigure.canDraw(sites[0]) else {
      throw CaptureError.noMaps(path: path, sites: presums ? [] : sites.map(\.name))
    }
  }

  /// The edits: on each of many levels its own, where calls name the level.
  private func edits(on mazes: MazeSet?, _ registry: Registry) throws -> LevelPlan {
    try mazes.map { try plan.edits(on: $0, registry) } ?? LevelPlan(plan.chain(registry, on: rows.input.level))
  }

  /// What was asked of the rows, maze by maze where each has edits of its own.
  private func values(
    of sites: [Site], _ policy: Policy, _ inputs: Inputs, _ mazes: MazeSet?, _ states: [MazeState],
    under edits: LevelPlan, _ options: RunOptions
  ) throws -> CaptureReport.Captured {
    if let same = edits.same { return try values(of: sites, policy.graph, inputs, under: same, options) }
    let parts = try zip(mazes?.numbers ?? LevelList(numbers: []), states).map { number, state in
      let (chain, own) = (try edits.plan(on: number), try rows.inputs([state], for: policy))
      return try edits.at(number) { try values(of: sites, policy.graph, own, under: chain, options) }
    }
    let receipts = parts.dropFirst().reduce(parts[0].receipts) { zip($0, $1.receipts).map { $0.merged(with: $1) } }
    let together = parts[0].values.indices.map { place in
      (parts[0].values[place].name, Tensor.concatenating(rows: parts.map { $0.values[place].tensor }))
    }
    return (together, edits.spelled(receipts))
  }

  /// What is to be saved, by its name in the file, and what the edits did.
  private func values(
    of sites: [Site], _ graph: ModuleGraph, _ inputs: Inputs, under chain: Plan, _ options: RunOptions
  ) throws -> CaptureReport.Captured {
    if presums {
      let (presums, run) = try graph.presums(inputs, at: sites, under: chain, options: options)
      return (
        sites.compactMap { site in presums[site.name].map { (PresumName.name(of: site), $0) } }, run.receipts
      )
    }
    let run = try graph.run(
      inputs, under: chain, capturing: sites.map { Capture(SitePattern($0.name), before ? .before : .after) },
      options: options)
    let captured = before ? run.capturedBefore : run.captured
    return (sites.compactMap { site in captured[site.name].map { (site.name, $0) } }, run.receipts)
  }

  /// More than this is a typo rather than a bank of activations.
  private static let limit = 8 << 30

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

/// A capture that cannot be done.
enum CaptureError: ExplainedError, Equatable {
  case tooLarge(bytes: Int, rows: Int)
  case presumsBefore
  /// A picture of what has no maps, or of several sites.
  case noMaps(path: String, sites: [String])

  var explanation: Explanation {
    switch self {
    case .tooLarge(let bytes, let rows):
      Explanation(
        .usage, "\(rows.grouped) rows", "their activations would take \((bytes >> 30).grouped) GiB",
        try: "name fewer sites or levels, or leave --all-squares out")
    case .noMaps(let path, let sites):
      Explanation(
        .usage, path,
        sites.isEmpty
          ? "presums are not drawn"
          : sites.count == 1
            ? "\(sites[0]) has no channels of lines and columns that could be drawn"
            : "a picture shows the channels of one site, and these are \(sites.count)",
        try: "name one site such as embedder.block2.res1.resadd_out, or write an .html card of several")
    case .presumsBefore:
      Explanation(
        .usage, "--before and --presums", "presums are summed before any edit of their site",
        try: "leave --before out")
    }
  }
}

/// What arrays of presums are called.
enum PresumName {
  /// `a.b.conv_presums` for the site `a.b.conv_out`.
  static func name(of site: Site) -> String {
    (site.name.hasSuffix("_out") ? String(site.name.dropLast(4)) : site.name) + "_presums"
  }
}
