import ArgumentParser
import Experiments
import HookKit
import MazeLab
import Sweeps

/// `hookctl results query`: any question in SQL.
struct ResultsQueryCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask in SQL; nothing in the file can be changed.",
    usage: "hookctl results query <file.sqlite> <sql> [<options>]",
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

  @OptionGroup var output: OutputOptions<RowsOutput>

  func validate() throws {
    guard !csv || !output.json else { throw ValidationError("--csv and --json are two forms; give one of them.") }
  }

  func answer(in program: Program) throws -> Answer {
    let result = try SweepReader(file).query(sql)
    var recipe = Recipe()
    recipe.add("file", .string(file))
    return Answer(QueryReport("Rows of a query", result, csv ? .csv : .table, recipe: recipe))
  }
}
