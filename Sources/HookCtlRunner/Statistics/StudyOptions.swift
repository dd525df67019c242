import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// What commands over many levels have in common: levels, drawing, model, edits, and where findings go.
struct StudyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Which levels to look at: \(LevelList.forms).", valueName: "levels"),
    transform: { try LevelList($0) })
  var levels: LevelList

  @Option(help: "The distribution of the levels: easy, hard or memory.")
  var mode: MazeMode = .hard

  @OptionGroup var theme: ThemeOption
  @OptionGroup var model: ModelOption
  @OptionGroup(title: "Edits of activations") var plan: PlanOptions

  @Option(
    help: ArgumentHelp(
      "Write the findings: a folder for everything, or a file by its extension (.md, .html, .json, .txt, .csv, "
        + ".svg, .png, .pdf); repeatable.", valueName: "path"),
    completion: .file())
  var out: [String] = []

  @Flag(help: "Print the findings as JSON.")
  var json = false

  /// Where the findings go; checked before anything is computed.
  ///
  /// - Parameter hasSeveralPictures: whether findings are known to have more pictures than a file holds.
  func outputs(hasSeveralPictures: Bool = false) throws -> [FindingsOutput] {
    try FindingsOutput.checked(out, hasSeveralPictures: hasSeveralPictures)
  }

  /// The edits, checked against the network before anything is computed.
  func chain(for policy: Policy, _ registry: Registry) throws -> Plan {
    let chain = try plan.chain(registry)
    try chain.check(on: policy.graph)
    return chain
  }

  /// How runs are done: the seed, and levels that calls name.
  func runOptions(_ registry: Registry) -> RunOptions {
    RunOptions(
      seed: plan.seed, observations: LevelObservations(mode: mode, theme: theme, sources: registry.tensorSources))
  }

  /// The levels as they were written.
  var span: String { levels.description }

  /// Completes the recipe, writes the files, and prints.
  func finish(
    _ findings: Findings, to outputs: [FindingsOutput], policy: Policy, plan chain: Plan, in program: Program
  ) throws {
    var findings = findings
    try findings.checkedNames()
    findings.recipe.add(policy)
    findings.recipe.add("levels", .string(span))
    findings.recipe.add("mode", .string(mode.rawValue))
    try findings.recipe.add(chain, seed: plan.seed, naming: program.registry)
    let files = try outputs.flatMap { try $0.files(for: findings) } + plan.planFile(chain, program.registry)
    try FileOutput.write(files)
    program.console.endProgress()
    program.console.noteWritten(files)
    try program.console.print(json ? findings.json.line : findings.text)
  }
}
