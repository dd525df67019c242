import GRDB
import HookKit

/// A row of a results file. Its values are read by name, and one of another type is an error and no trap.
struct DatabaseRow {
  private let row: Row

  /// - Throws: ``ValueFault``.
  func text(_ column: String) throws -> String {
    guard case .string(let text) = try storage(column) else { throw ValueFault(column, "text", try storage(column)) }
    return text
  }

  /// - Parameter range: what the number must be one of, where it is a position.
  /// - Throws: ``ValueFault``.
  func integer(_ column: String, in range: Range<Int> = 0..<Int.max) throws -> Int {
    guard case .int64(let number) = try storage(column), range.contains(Int(number)) else {
      let wanted = range.upperBound == Int.max ? "a whole number" : "a whole number below \(range.upperBound)"
      throw ValueFault(column, wanted, try storage(column))
    }
    return Int(number)
  }

  /// A finite number; nil for what is missing.
  ///
  /// - Throws: ``ValueFault``.
  func number(_ column: String) throws -> Double? {
    switch try storage(column) {
    case .null: return nil
    case .int64(let number): return Double(number)
    case .double(let number) where number.isFinite: return number
    case let other: throw ValueFault(column, "a number", other)
    }
  }

  /// Whether a value is text.
  func isText(_ column: String) throws -> Bool { if case .string = try storage(column) { true } else { false } }

  private func storage(_ column: String) throws -> DatabaseValue.Storage {
    try row.decode(DatabaseValue.self, forColumn: column).storage
  }
}

extension DatabaseRow {
  static func fetchAll(
    _ database: Database, sql: String, arguments: StatementArguments = StatementArguments()
  ) throws -> [DatabaseRow] {
    try Row.fetchAll(database, sql: sql, arguments: arguments).map(DatabaseRow.init)
  }

  /// Calls `body` with each row, without keeping them.
  static func forEach(_ database: Database, sql: String, _ body: (DatabaseRow) throws -> Void) throws {
    let cursor = try Row.fetchCursor(database, sql: sql)
    while let row = try cursor.next() { try body(DatabaseRow(row: row)) }
  }
}

/// A value that is not what its column holds.
struct ValueFault: Error {
  let text: String

  init(_ column: String, _ wanted: String, _ found: DatabaseValue.Storage) {
    let kind =
      switch found {
      case .null: "nothing (NULL)"
      case .int64(let number): "\(number)"
      case .double(let number): "\(number)"
      case .string(let text): "the text \"\(text.prefix(40))\""
      case .blob(let data): "\(data.count) bytes"
      }
    text = "the column \(column) holds \(kind), and should hold \(wanted)"
  }
}
