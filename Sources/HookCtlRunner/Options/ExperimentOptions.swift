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

  @OptionGroup var output: OutputOptions<FindingsOutput>
  @OptionGroup var size: SizeOption
  @OptionGroup var intervals: IntervalOptions

  /// What the experiment works with.
  func lab(in program: Program) throws -> Lab {
    var set = set
    if !set.isGiven { set.levels = Kind.levels }
    let choice = set.choice(mode: mode)
    guard let mazes = try choice.mazes(program.registry) else { throw InputError.noMazes }
    let console = program.console
    return Lab(
      policy: try model.policy(), renderer: try theme.renderer(), set: mazes, choice: choice, seed: seed,
      facing: facing.facing,
      registry: program.registry, folder: output.out.lazy.compactMap(OutputFile.folder).first,
      intervals: intervals.rule,
      progress: { console.progress($0) }, note: { console.note($0) })
  }
}
