import HookKit
import MazeLab

/// A table: one line for each of some values, columns that say what of them is shown.
///
/// ```swift
/// DataTable("levels", "By level", of: results) {
///   Column("level", \.level)
///   Column("towards cheese") { $0.decision.towardsCheese }
/// }
/// ```
public struct DataTable: Finding {
  public let name: String
  /// What it shows; may be empty.
  public let title: String
  /// The names of the columns.
  public let header: [String]
  /// The lines.
  public let rows: [[TableCell]]
  /// How many lines people see; files of data have all.
  private var limit = Int.max

  /// A table of `values`.
  public init<Row>(
    _ name: String, _ title: String = "", of values: some Sequence<Row>,
    @ListBuilder<Column<Row>> _ columns: () throws -> [Column<Row>]
  ) rethrows {
    let columns = try columns()
    self.init(name, title, header: columns.map(\.name), rows: values.map { row in columns.map { $0.cell(row) } })
  }

  /// A table of these cells.
  ///
  /// - Precondition: every line has a cell for each column.
  public init(_ name: String, _ title: String = "", header: [String], rows: [[TableCell]]) {
    precondition(rows.allSatisfy { $0.count == header.count }, "a cell for each column")
    (self.name, self.title, self.header, self.rows) = (name, title, header, rows)
  }

  /// The table with at most so many lines for people: in the terminal, Markdown and HTML. JSON and CSV have all.
  public func shortened(to count: Int) -> DataTable {
    var table = self
    table.limit = max(0, count)
    return table
  }

  /// What stands below a table that was cut.
  private var rest: String? { rows.count > limit ? "… and \((rows.count - limit).grouped) more lines" : nil }

  public var text: String {
    let isNumber = numericColumns
    let cells = [header] + rows.prefix(limit).map { $0.map(\.shown) }
    let widths = header.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    var table = Table()
    for line in cells {
      table.add(
        line.indices.map { column in
          // Numbers line up on the right, under each other's decimals.
          let space = String(repeating: " ", count: widths[column] - line[column].count)
          return isNumber[column] ? space + line[column] : line[column]
        })
    }
    return (title.isEmpty ? "" : title + "\n\n") + table.text + (rest.map { "\n\($0)" } ?? "")
  }

  public var markdown: String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |"
    }
    let rule = "|" + numericColumns.map { $0 ? "---:" : "---" }.joined(separator: "|") + "|"
    let lines = [line(header), rule] + rows.prefix(limit).map { line($0.map(\.shown)) }
    return (title.isEmpty ? "" : "**\(title)**\n\n") + lines.joined(separator: "\n") + (rest.map { "\n\n\($0)" } ?? "")
  }

  public var html: String {
    func line(_ cells: [String], _ tag: String) -> String {
      let cells = zip(cells, numericColumns).map { cell, isNumber in
        "<\(tag)\(isNumber ? " class=\"n\"" : "")>\(HTML.escaped(cell))</\(tag)>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    let caption = title.isEmpty ? "" : "<caption>\(HTML.escaped(title))</caption>\n"
    let lines = line(header, "th") + rows.prefix(limit).map { line($0.map(\.shown), "td") }.joined()
    return "<table>\n\(caption)\(lines)</table>" + (rest.map { "\n<p>\($0)</p>" } ?? "")
  }

  public var json: JSONValue {
    .object([
      .init("kind", .string("table")), .init("name", .string(name)), .init("title", .string(title)),
      .init(
        "rows",
        .array(rows.map { row in .object(zip(header, row).map { JSONValue.Member($0, $1.json) }) })),
    ])
  }

  public var parts: [FindingPart] { [.rows([header.map(TableCell.text)] + rows)] }

  private var numericColumns: [Bool] {
    header.indices.map { column in rows.allSatisfy { $0[column].isNumber } && !rows.isEmpty }
  }
}

/// A column of a ``DataTable``.
public struct Column<Row> {
  /// What stands above it.
  public let name: String
  let cell: (Row) -> TableCell

  /// A column of one value a line.
  public init<Value: CellValue>(_ name: String, _ value: @escaping (Row) -> Value) {
    self.name = name
    cell = { value($0).cell }
  }
}
