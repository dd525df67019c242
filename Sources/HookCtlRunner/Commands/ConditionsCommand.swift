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
    try program.console.print(json ? Self.json(entries).text : Self.text(entries))
  }

  private static func text(_ entries: [RolloutConditionEntry]) -> String {
    var table = Table()
    for entry in entries {
      table.add(entry.name, entry.summary + (entry.origin == Registry.builtInOrigin ? "" : " (\(entry.origin))"))
    }
    return table.text
  }

  private static func json(_ entries: [RolloutConditionEntry]) -> JSONValue {
    .array(
      entries.map { entry in
        .object([
          .init("name", .string(entry.name)), .init("summary", .string(entry.summary)),
          .init("origin", .string(entry.origin)),
        ])
      })
  }
}
