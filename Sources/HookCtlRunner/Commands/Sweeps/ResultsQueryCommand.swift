import ArgumentParser
import Experiments
import HookKit
import MazeLab
import Sweeps

/// `hookctl results query`: any question in SQL.
struct ResultsQueryCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask in SQL; nothing in the file can be changed.",
    discussion: """
      The view `results` has a row for each finished point, with a column for each axis and metric; \
      underscores stand for the hyphens of metrics, so that no quotes are needed.

      EXAMPLES
        hookctl results query cheese.sqlite \\
          'SELECT scale, avg(decision_square) FROM results GROUP BY scale'
        hookctl results query cheese.sqlite 'SELECT * FROM receipts LIMIT 5' --csv
      """)

  @Argument(
    help: ArgumentHelp("A file of results.", valueName: "file.sqlite"),
    completion: .file(extensions: ["sqlite"]))
  var file: String

  @Argument(help: ArgumentHelp("A SELECT statement.", valueName: "sql"))
  var sql: String

  @Flag(help: "Print as comma-separated values.")
  var csv = false

  @Flag(help: "Print as JSON.")
  var json = false

  func validate() throws {
    guard !csv || !json else { throw ValidationError("--csv and --json are two forms; give one of them.") }
  }

  func run(in program: Program) throws {
    let result = try SweepReader(file).query(sql)
    if json { return try program.console.print(result.json.line) }
    if csv { return try program.console.print(result.csv) }
    try program.console.print(
      DataTable("query", header: result.columns, rows: result.rows.map { $0.map(\.tableCell) }).text)
  }
}
