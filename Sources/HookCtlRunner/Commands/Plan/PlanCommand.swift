import ArgumentParser

/// `hookctl plan`: files of edits.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Compare files of edits.",
    discussion: """
      EXAMPLES
        hookctl plan diff before.yaml after.yaml
      """,
    subcommands: [PlanDiffCommand.self])
}
