import ArgumentParser

/// `hookctl data`: files of others that mazes are made of.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Fetch procgen's pictures and library.",
    discussion: """
      EXAMPLES
        hookctl data fetch
      """,
    subcommands: [DataFetchCommand.self])
}
