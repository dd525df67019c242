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

  /// The rows as objects, one a line.
  public var jsonLines: String { rows.map { object($0).line + "\n" }.joined() }

  /// Columns of numbers as float32 arrays `[rows]`, missing values as NaN; the others as JSON lists in the metadata.
  public func archive(recipe: String) -> TensorArchive {
    var archive = TensorArchive(metadata: ["recipe": recipe])
    for (position, column) in columns.enumerated() {
      let cells = rows.map { $0[position] }
      let numbers = cells.map { cell -> Float? in
        switch cell {
        case .null: .nan
        case .integer(let value): Float(value)
        case .number(let value): Float(value)
        case .text: nil
        }
      }
      if numbers.contains(where: { $0 == nil }) {
        archive.metadata[column] = JSONValue.array(cells.map(\.json)).line
      } else {
        archive[column] = Tensor(numbers.compactMap { $0 }, shape: [rows.count])
      }
    }
    return archive
  }

  private func object(_ row: [Cell]) -> JSONValue {
    .object(zip(columns, row).map { JSONValue.Member($0, $1.json) })
  }
}
