import ArgumentParser
import HookKit
import MazeLab

/// `hookctl conditions`: what may stand in `when(...)`.
struct ConditionsCommand: HookCtlCommand {
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

  @Flag(help: "Print as JSON.")
  var json = false

  func run(in program: Program) throws {
    let entries = program.registry.rolloutConditions
    try program.console.print(json ? CatalogueText.json(entries).text : CatalogueText.lines(entries))
  }
}
