import ArgumentParser
import Experiments
import HookKit

/// `hookctl model architectures`: the networks that checkpoints are recognised as.
struct ModelArchitecturesCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "architectures",
    abstract: "List the networks that --model knows, those of plugins too.",
    discussion: """
      A checkpoint is known by a parameter that all of its family have, and no others. \
      A .hookmodel file has its network with it: `hookctl model import` makes one.

      EXAMPLES
        hookctl model architectures
      """)

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer { Answer(program.registry.architecturesReport) }
}
