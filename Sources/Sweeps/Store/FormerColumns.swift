import GRDB
import HookKit

/// Columns of `results` by other spellings of their metrics: `meanTotalVariation`, as they were called before version 3 of
/// the schema, is `mean_total_variation`.
enum FormerColumns {
  /// Runs a query; where a column is missing that has another spelling now, it runs again with that one known as well.
  ///
  /// - Throws: what `query` throws of any other fault.
  static func understood<Result>(in database: Database, _ query: () throws -> Result) throws -> Result {
    var known: [String: String] = [:]
    defer { if !known.isEmpty { try? database.execute(sql: "DROP VIEW temp.results") } }
    while true {
      do { return try query() } catch let error as DatabaseError {
        guard let written = missing(error), known[written] == nil, let column = try column(written, in: database) else {
          throw error
        }
        NameNotes.current?.note(written, isNow: column)
        try show(known.merging([written: column]) { $1 }, replacing: !known.isEmpty, in: database)
        known[written] = column
      }
    }
  }

  /// The column that a query asked for in vain, without the name of its table; nil for other faults.
  private static func missing(_ error: DatabaseError) -> String? {
    guard let message = error.message, let name = message.wholeMatch(of: /no such column: (?:\w+\.)?(.+)/) else {
      return nil
    }
    return String(name.1)
  }

  /// The column of `results` that is meant by another spelling; nil for none.
  private static func column(_ written: String, in database: Database) throws -> String? {
    let column = Schema.column(ofMetric: written)
    let names = try DatabaseRow.fetchAll(database, sql: "SELECT name FROM metric_names").map { try $0.text("name") }
    guard names.map(Schema.column(ofMetric:)).contains(column) else { return nil }
    return try Schema.columns(of: "results", database).first { Schema.column(ofMetric: $0) == column }
  }

  /// A view of this connection alone, which stands before the file's.
  private static func show(_ known: [String: String], replacing: Bool, in database: Database) throws {
    if replacing { try database.execute(sql: "DROP VIEW temp.results") }
    let others = known.sorted { $0.key < $1.key }.map { "\($0.value.quotedName) AS \($0.key.quotedName)" }
    try database.execute(
      sql: "CREATE TEMP VIEW results AS SELECT *, \(others.joined(separator: ", ")) FROM main.results")
  }
}

extension String {
  /// The name as an identifier of SQL.
  var quotedName: String {
    "\"\(split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
