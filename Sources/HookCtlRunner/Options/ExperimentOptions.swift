import ArgumentParser
import Experiments
import HookKit
import MazeEnv
import MazeLab

/// The options that every experiment has.
struct ExperimentOptions<Kind: Experiment>: ParsableArguments {
  @OptionGroup var model: ModelOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Which levels to look at: \(LevelList.forms).", valueName: "levels"))
  var levels: String = Kind.levels

  @Option(help: "The distribution of the levels: easy, hard or memory.")
  var mode: MazeMode = .hard

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
    guard let wanted = try LevelSpecification("levels \(levels)"), !wanted.hasChanges else {
      throw ExperimentOptionError.levels(levels)
    }
    return Lab(
      policy: try model.policy(), renderer: try theme.renderer(), mode: mode, levels: wanted.levels,
      seed: seed, facing: facing.facing,
      registry: program.registry, folder: outputs.first(where: \.isFolder)?.path, intervals: intervals.rule,
      progress: { report in program.console.progress(report) })
  }
}

/// Options of an experiment that make no sense.
enum ExperimentOptionError: ExplainedError, Equatable {
  case levels(String)

  var explanation: Explanation {
    switch self {
    case .levels(let text):
      Explanation(
        .usage, "--levels \"\(text)\"", "these are no levels", try: "write --levels 0-49, 8, or 3,5,9")
    }
  }
}
