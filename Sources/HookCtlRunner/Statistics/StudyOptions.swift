import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// What commands over many levels have in common: levels, drawing, model, edits, and where findings go.
struct StudyOptions: ParsableArguments {
  @OptionGroup(title: "Mazes") var set: MazeSetOptions

  @Option(help: "The distribution of the levels: easy, hard or memory. (default: hard)")
  var mode: MazeMode?

  @OptionGroup var theme: ThemeOption
  @OptionGroup var models: ModelsOption
  @OptionGroup(title: "Edits of activations") var plan: PlanOptions

  @Option(
    help: ArgumentHelp(
      "Write the findings: a folder for everything, or a file by its extension (.md, .html, .json, .txt, .csv, "
        + ".svg, .png, .pdf); repeatable.", valueName: "path"),
    completion: .file())
  var out: [String] = []

  @OptionGroup var size: SizeOption

  @Flag(help: "Print the findings as JSON.")
  var json = false

  /// Where the findings go; checked before anything is computed.
  ///
  /// - Parameter hasSeveralPictures: whether findings are known to have more pictures than a file holds.
  func outputs(hasSeveralPictures: Bool = false) throws -> [FindingsOutput] {
    try FindingsOutput.checked(out, hasSeveralPictures: hasSeveralPictures)
  }

  /// The mazes to look at.
  ///
  /// - Throws: ``InputError/noMazes``, and what is wrong with those that are named.
  func mazes(_ registry: Registry) throws -> MazeSet {
    guard let mazes = try set.set(mode: mode, registry) else { throw InputError.noMazes }
    return mazes
  }

  /// The edits on every maze, checked against the networks before anything is computed.
  func edits(on mazes: MazeSet, for policies: [Policy], _ registry: Registry) throws -> LevelPlan {
    let edits = try plan.edits(on: mazes, registry)
    let sample = try edits.same ?? edits.plan(on: mazes.numbers[0])
    for policy in policies { try sample.check(on: policy.graph) }
    return edits
  }

  /// How runs are done: the seed, and levels that calls name.
  func runOptions(_ registry: Registry, mode: MazeMode) -> RunOptions {
    RunOptions(
      seed: plan.seed, observations: LevelObservations(mode: mode, theme: theme, sources: registry.tensorSources))
  }

  /// Completes the recipe, writes the files, and prints.
  func finish(
    _ findings: Findings, of mazes: MazeSet, to outputs: [FindingsOutput], policies: [Policy], edits: LevelPlan,
    carriesState: Bool = false, in program: Program
  ) throws {
    var findings = findings
    try findings.checkedNames()
    findings.recipe.add(policies, carriesState: carriesState)
    findings.recipe.add(mazes)
    try findings.recipe.add(edits, seed: plan.seed, naming: program.registry)
    let planFiles = try edits.same.map { try plan.planFile($0, program.registry) } ?? []
    let files = try outputs.flatMap { try $0.files(for: findings) } + planFiles
    try FileOutput.write(files)
    program.console.endProgress()
    program.console.noteWritten(files)
    try program.console.print(json ? findings.json.line : findings.text)
  }
}
