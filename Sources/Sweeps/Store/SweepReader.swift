import Foundation
import GRDB
import HookKit

/// A results file, open for reading; sweeps may be writing to it meanwhile.
public final class SweepReader: Sendable {
  /// The path of the file.
  public let path: String
  /// The version of its schema.
  let version: Int
  private let database: DatabaseQueue

  /// Whether a file begins as SQLite databases do.
  public static func isDatabase(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path), let head = try? file.read(upToCount: 16) else {
      return false
    }
    return head.elementsEqual("SQLite format 3\0".utf8)
  }

  /// The version of the SQLite library that is loaded.
  public static var sqliteVersion: String {
    (try? ResultsDatabase.open(nil).read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? "unknown"
  }

  /// Opens a results file.
  ///
  /// - Throws: ``StoreError`` for what is no results file; `FileError` where there is none.
  public init(_ path: String) throws {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else { throw FileInput.failure(toOpen: path, code: 2) }
    let database = try Self.open(path)
    version = try StoreError.explaining(path) { try database.read { try Schema.check($0, path: path) } }
    self.database = database
  }

  deinit { try? database.close() }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = DatabaseWait.current.mode(for: path)
    let setting = configuration
    return try StoreError.explaining(path) { try ResultsDatabase.open(path, setting) }
  }

  /// Checks that a file is one of results, or has nothing in it yet.
  ///
  /// - Parameter more: what else is checked of one of results.
  /// - Throws: ``StoreError``.
  static func check(_ path: String, _ more: (Database) throws -> Void) throws {
    let database = try open(path)
    defer { try? database.close() }
    try StoreError.explaining(path) {
      try database.read { database in
        if try !Schema.isEmpty(database) {
          try Schema.check(database, path: path)
          try more(database)
        }
      }
    }
  }

  /// Runs `body` on one state of the file, whatever is written meanwhile.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try StoreError.explaining(path) { try database.read(body) }
  }

  /// What the file says of itself, by key.
  public func recipe(_ key: String) throws -> String { try read { try FileRecipe($0)[key] } }

  /// All finished points: the view `results`, which has a column for each axis and metric.
  ///
  /// - Throws: ``StoreError``.
  public func results() throws -> QueryResult {
    try read { try Self.query($0, "SELECT * FROM results ORDER BY point") }
  }

  private static func query(_ database: Database, _ sql: String) throws -> QueryResult {
    let statement = try database.makeStatement(sql: sql)
    var names: Set<String> = []
    for name in statement.columnNames where !names.insert(name).inserted {
      throw StoreError.repeatedColumn(name, query: sql)
    }
    let rows = try Row.fetchAll(statement).map { row in
      try row.map { column, value in
        let cell = QueryResult.Cell(value)
        guard cell.isFinite else {
          throw StoreError.query(sql, reason: "its column \"\(column)\" holds a number that is not finite")
        }
        return cell
      }
    }
    return QueryResult(columns: statement.columnNames, rows: rows)
  }

  /// The rows that a query selects, as text, with the names of the columns. Columns of metrics are known in other spellings
  /// of them as well, which is said.
  ///
  /// - Throws: ``StoreError/query(_:reason:)`` for SQL that SQLite does not accept, or that would change something, and for
  ///   numbers that are not finite;
  ///   ``StoreError/repeatedColumn(_:query:)`` where two columns have one name.
  public func query(_ sql: String) throws -> QueryResult {
    do {
      return try database.read { database in
        try FormerColumns.understood(in: database) { try Self.query(database, sql) }
      }
    } catch let error as DatabaseError {
      guard [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_BUSY].contains(error.resultCode) else {
        // GRDB's own words for this name its functions.
        let isSeveral = error.message?.hasPrefix("Multiple statements") == true
        throw StoreError.query(
          sql, reason: isSeveral ? "these are several statements, and one is run" : error.message ?? "\(error)")
      }
      throw try StoreError.explaining(path) { () throws -> any Error in throw error }
    }
  }
}

/// What a query selected.
public struct QueryResult: Sendable {
  /// One value.
  public enum Cell: Sendable, Hashable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// Text.
    case text(String)
  }

  /// The names of the columns, each once.
  public let columns: [String]
  /// The rows, each with a cell for every column.
  public let rows: [[Cell]]
}

extension QueryResult.Cell: CustomStringConvertible {
  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let value): self = .integer(value)
    case .double(let value): self = .number(value)
    case .string(let value): self = .text(value)
    case .blob(let data): self = .text(data.base64EncodedString())
    }
  }

  /// Whether it is no infinite number, which some formats cannot hold.
  fileprivate var isFinite: Bool { if case .number(let value) = self { value.isFinite } else { true } }

  /// The value as text; nothing for null.
  public var description: String {
    switch self {
    case .null: ""
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): value
    }
  }
}
