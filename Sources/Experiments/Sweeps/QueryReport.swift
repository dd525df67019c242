import HookKit
import MazeLab
import Sweeps

/// Rows of a file of results: what `hookctl results query` and `results export` show and write.
public struct QueryReport: Report {
  /// What is printed of rows for people.
  public enum Form: Sendable {
    /// A table.
    case table
    /// Comma-separated values.
    case csv
  }

  /// The line above everything.
  public let title: String
  /// The rows.
  public let result: QueryResult
  /// What is printed.
  public let form: Form
  /// Whether `.csv` files begin with the names of the columns: without the line of the recipe.
  public let isPlain: Bool
  /// How they were made.
  public let recipe: Recipe

  /// Rows that somebody asked for.
  public init(_ title: String, _ result: QueryResult, _ form: Form = .table, recipe: Recipe) {
    self.init(title, result, form, isPlain: false, recipe)
  }

  private init(_ title: String, _ result: QueryResult, _ form: Form, isPlain: Bool, _ recipe: Recipe) {
    (self.title, self.result, self.form, self.isPlain, self.recipe) = (title, result, form, isPlain, recipe)
  }

  /// Every finished point of a file of results.
  public static func points(of reader: SweepReader) throws -> QueryReport {
    var recipe = Recipe()
    for key in ["sweep", "command", "model_sha256", "plugins"] {
      let value = try reader.recipe(key)
      if !value.isEmpty { recipe.add("of_\(key)", .string(value)) }
    }
    return QueryReport("Points of a sweep", try reader.results(), .table, isPlain: true, recipe)
  }

  public var text: String { form == .csv ? result.csv : table.text }
  public var json: JSONValue { result.json }
  public var listName: String { "rows" }
  public var arrays: ArrayArchive? { result.archive(recipe: recipe.text) }
  public var findings: Findings { get throws { try .card(title, recipe: recipe) { table } } }

  private var table: DataTable {
    DataTable("rows", header: result.columns, rows: result.rows.map { $0.map(\.tableCell) })
  }

  public func bytes(_ format: OutputFormat, for path: String) throws -> [UInt8]? {
    isPlain && format == .csv ? Array(result.csv.utf8) : nil
  }
}
