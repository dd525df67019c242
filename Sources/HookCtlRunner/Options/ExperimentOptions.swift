import ArgumentParser
import Experiments
import HookKit
import MazeEnv
import MazeLab

/// The options that every experiment has.
struct ExperimentOptions<Kind: Experiment>: ParsableArguments {
  @OptionGroup var model: ModelOption

  @OptionGroup var set: MazeSetOptions

  @Option(help: "The distribution of the levels: easy, hard or memory. (default: hard)")
  var mode: MazeMode?

  @OptionGroup var facing: FacingOption
  @OptionGroup var theme: ThemeOption

  @Option(parsing: .unconditional, help: ArgumentHelp("The seed of all random draws.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "Write the findings: a folder for everything, or a file by its extension (.json, .md, .html, .txt, .csv, "
        + ".svg, .png, .pdf, .npz, .safetensors); repeatable.", valueName: "path"),
    completion: .file())
  var out: [String] = []

  @OptionGroup var size: SizeOption
  @OptionGroup var intervals: IntervalOptions

  @Flag(help: "Print the findings as JSON.")
  var json = false

  /// Where the findings go, checked before anything is computed.
  func outputs() throws -> [FindingsOutput] { try FindingsOutput.checked(out) }

  /// What the experiment works with.
  func lab(_ outputs: [FindingsOutput], in program: Program) throws -> Lab {
    var set = set
    if !set.isGiven { set.levels = Kind.levels }
    let choice = set.choice(mode: mode)
    guard let mazes = try choice.mazes(program.registry) else { throw InputError.noMazes }
    return Lab(
      policy: try model.policy(), renderer: try theme.renderer(), set: mazes, choice: choice, seed: seed,
      facing: facing.facing,
      registry: program.registry, folder: outputs.first(where: \.isFolder)?.path, intervals: intervals.rule,
      progress: { report in program.console.progress(report) })
  }
}
