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

  @OptionGroup var output: OutputOptions<ListOutput>

  func validate() throws {
    guard !csv || !output.json else { throw ValidationError("--csv and --json are two forms; give one of them.") }
  }

  func answer(in program: Program) throws -> Answer {
    let result = try SweepReader(file).query(sql)
    var recipe = Recipe()
    recipe.add("file", .string(file))
    return Answer(QueryReport(result: result, isCSV: csv, recipe: recipe))
  }
}

/// The rows of a query in every form.
private struct QueryReport: Report {
  let result: QueryResult
  /// Whether the terminal shows comma-separated values.
  let isCSV: Bool
  let recipe: Recipe

  var text: String { isCSV ? result.csv : table.text }
  var json: JSONValue { result.json }
  var listName: String { "rows" }
  var findings: Findings { get throws { try .card("Rows of a query", recipe: recipe) { table } } }

  private var table: DataTable {
    DataTable("rows", header: result.columns, rows: result.rows.map { $0.map(\.tableCell) })
  }
}
