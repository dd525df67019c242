import ArgumentParser
import Experiments
import HookKit

/// `hookctl controls`: how null twins can be made.
struct ControlsCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "controls",
    abstract: "List the matched random controls that --control knows.",
    discussion: """
      A control makes null twins of edits: like them in size and place, and in nothing else. An effect is held \
      against those of its twins.

      EXAMPLES
        hookctl controls
        hookctl compare --level 8 --nulls 20 --control permuted \\
          --patch 'zero@embedder.block2.res1.resadd_out[[5, 7]]'
      """)

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer { Answer(program.registry.controlsReport) }
}
