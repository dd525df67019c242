import HookKit
import MazeEnv
import MazeLab

/// What stands in a cell of a table.
public enum TableCell: Sendable, Hashable {
  /// Text.
  case text(String)
  /// A whole number, whose digits people see in groups.
  case integer(Int)
  /// A number, which people see with four decimals.
  case number(Double)
  /// A truth, which people see as "yes" or "no".
  case bool(Bool)
  /// A number from 0 to 100, which people see with one decimal.
  case percentage(Double)
  /// Two numbers, in a column of intervals.
  case interval(TableInterval)
  /// The same of percentages.
  case percentages(TableInterval)
  /// There is no value here.
  case missing

  /// For people: four decimals.
  public var shown: String {
    switch self {
    case .text(let text): text
    case .integer(let value): value.grouped
    case .number(let value): Self.shown(value)
    case .percentage(let value): value.oneDecimal
    case .interval(let interval): interval.shown(Self.shown)
    case .percentages(let interval): interval.shown(\.oneDecimal)
    case .bool(let value): value ? "yes" : "no"
    case .missing: "–"
    }
  }

  /// For a CSV file: all digits, and nothing where there is no value.
  var raw: String {
    switch self {
    case .text(let text): text
    case .integer(let value): String(value)
    case .interval, .percentages: preconditionFailure("an interval is two columns of a file")
    case .number(let value), .percentage(let value):
      value.isFinite ? "\(value)" : value.isNaN ? "nan" : value > 0 ? "inf" : "-inf"
    case .bool(let value): String(value)
    case .missing: ""
    }
  }

  /// For JSON.
  var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .integer(let value): .integer(value)
    case .number(let value), .percentage(let value): .number(value)
    case .interval(let interval), .percentages(let interval): interval.json
    case .bool(let value): .bool(value)
    case .missing: .null
    }
  }

  /// Whether it lines up on the right.
  var isNumber: Bool {
    switch self {
    case .integer, .number, .percentage, .missing: true
    case .text, .bool, .interval, .percentages: false
    }
  }

  static func shown(_ value: Double) -> String { value.groupedFourDecimals }
}

/// A value that can stand in a cell.
public protocol CellValue {
  /// The cell.
  var cell: TableCell { get }
}

extension TableCell: CellValue { public var cell: TableCell { self } }
extension String: CellValue { public var cell: TableCell { .text(self) } }
extension Int: CellValue { public var cell: TableCell { .integer(self) } }
extension Double: CellValue { public var cell: TableCell { .number(self) } }
extension Float: CellValue { public var cell: TableCell { .number(Double(self)) } }
extension Bool: CellValue { public var cell: TableCell { .bool(self) } }
extension Square: CellValue { public var cell: TableCell { .text("\(row),\(column)") } }
extension Optional: CellValue where Wrapped: CellValue {
  public var cell: TableCell { self?.cell ?? .missing }
}
