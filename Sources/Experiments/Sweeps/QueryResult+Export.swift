import HookKit
import MazeLab
import Sweeps

extension QueryResult.Cell {
  /// The value as a cell of a table.
  public var tableCell: TableCell {
    switch self {
    case .null: .missing
    case .integer(let value): .integer(Int(value))
    case .number(let value): .number(value)
    case .text(let value): .text(value)
    }
  }

  var json: JSONValue {
    switch self {
    case .null: .null
    case .integer(let value): .integer(Int(value))
    case .number(let value): .number(value)
    case .text(let value): .string(value)
    }
  }
}

extension QueryResult {
  /// The rows as comma-separated values (RFC 4180), the first with the names of the columns.
  public var csv: String {
    DelimitedText.text(columns, rows.map { $0.map(\.tableCell) })
  }

  /// The rows as a list of objects.
  public var json: JSONValue { .array(rows.map(object)) }

  /// Columns of whole numbers as int64 (uint64 where a seed needs it), of other numbers as float64 with missing values as
  /// NaN; the others as texts, a missing value as an empty one. Each array is `[rows]`.
  public func archive(recipe: String) -> ArrayArchive {
    var archive = ArrayArchive(metadata: ["recipe": recipe])
    for (position, column) in columns.enumerated() {
      let cells = rows.map { $0[position] }
      if let array = Self.array(of: cells) {
        archive[column] = array
      } else {
        archive.texts[column] = cells.map(\.tableCell.raw)
      }
    }
    return archive
  }

  private static func array(of cells: [Cell]) -> TypedArray? {
    let shape: Shape = [cells.count]
    func all<Number>(_ number: (Cell) -> Number?) -> [Number]? {
      let numbers = cells.compactMap(number)
      return numbers.count == cells.count ? numbers : nil
    }
    if let numbers = all(\.integer) { return TypedArray(numbers, shape: shape) }
    if let seeds = all(\.seed) { return TypedArray(seeds, shape: shape) }
    return all(\.number).map { TypedArray($0, shape: shape) }
  }

  private func object(_ row: [Cell]) -> JSONValue {
    .object(zip(columns, row).map { JSONValue.Member($0, $1.json) })
  }
}

extension QueryResult.Cell {
  fileprivate var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

  /// A number of 64 bits; from 2^63 on, files have its digits.
  fileprivate var seed: UInt64? {
    switch self {
    case .integer(let value): UInt64(exactly: value)
    case .text(let value): UInt64(value).flatMap { $0 > UInt64(Int64.max) ? $0 : nil }
    case .null, .number: nil
    }
  }

  fileprivate var number: Double? {
    switch self {
    case .null: .nan
    case .integer(let value): Double(value)
    case .number(let value): value
    case .text: nil
    }
  }
}
