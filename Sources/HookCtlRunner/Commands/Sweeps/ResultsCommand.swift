import ArgumentParser

/// `hookctl results`: what sweeps found.
struct ResultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results",
    abstract: "Look into the results of sweeps: tables, queries, figures, exports.",
    discussion: """
      Results are SQLite databases; their tables are described in Documentation/FileFormats.md. They can be read \
      while a sweep is writing to them.

      EXAMPLES
        hookctl results show zero.sqlite
        hookctl results query zero.sqlite 'SELECT site, avg(mean_total_variation) FROM results GROUP BY site'
      """,
    subcommands: [
      ResultsShowCommand.self, ResultsQueryCommand.self, ResultsExportCommand.self, ResultsPlotCommand.self,
      ResultsMergeCommand.self,
    ])
}
