import ArgumentParser
import Experiments
import HookKit

/// `hookctl conditions`: what may stand in `when(...)`.
struct ConditionsCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "conditions",
    abstract: "List the conditions that when(...) knows, those of plugins too.",
    discussion: """
      A condition holds before some steps of a rollout. An edit with when(CONDITION) acts at these steps only; \
      "not" before a condition turns it round.

      EXAMPLES
        hookctl conditions
        hookctl rollout --level 3 \\
          --patch 'zero@embedder.block2.res1.resadd_out when(at-junction)'
      """)

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer { Answer(program.registry.conditionsReport) }
}
