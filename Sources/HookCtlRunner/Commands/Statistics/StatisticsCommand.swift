import ArgumentParser

/// `hookctl statistics`: what policies do over many levels.
struct StatisticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statistics",
    abstract: "What a policy does over many levels, with intervals and a report.",
    discussion: """
      EXAMPLES
        hookctl statistics behaviour --levels 0-999 --data trials.jsonl \\
          --out report
        hookctl statistics decision --levels 0-499 --out decision.md \\
          --patch 'zero@embedder.block2.res1.resadd_out[5]'
      """,
    subcommands: [BehaviourCommand.self, DecisionCommand.self])
}
