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
  /// What stands above the columns.
  public let heads: [ColumnHead]
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
    self.init(name, title, heads: columns.map(\.head), rows: values.map { row in columns.map { $0.cell(row) } })
  }

  /// A table of these cells.
  ///
  /// - Precondition: every line has a cell for each column, and no two columns have the same key.
  public init(_ name: String, _ title: String = "", header: [String], rows: [[TableCell]]) {
    self.init(name, title, heads: header.map { ColumnHead($0) }, rows: rows)
  }

  /// A table of these cells, under headings with keys.
  ///
  /// - Precondition: every line has a cell for each column, and no two columns have the same key.
  public init(_ name: String, _ title: String = "", heads: [ColumnHead], rows: [[TableCell]]) {
    precondition(rows.allSatisfy { $0.count == heads.count }, "a cell for each column")
    let repeated = ColumnHead.repeated(heads)
    precondition(repeated.isEmpty, "table \(name): several columns have the key \(repeated.joined(separator: ", "))")
    (self.name, self.title, self.heads, self.rows) = (name, title, heads, rows)
  }

  /// The headings that people see.
  public var header: [String] { shownColumns.map { heads[$0].heading } }

  private var shownColumns: [Int] { heads.indices.filter { !heads[$0].isForPrograms } }

  /// The lines that people see, their columns alone.
  private var shownRows: [[String]] {
    let columns = shownColumns
    return rows.prefix(limit).map { row in columns.map { row[$0].shown } }
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
    // Numbers line up on the right, under each other's decimals.
    let isNumber = numericColumns
    var table = Table(numbers: Set(isNumber.indices.filter { isNumber[$0] }), hasHead: true)
    for line in [header] + shownRows { table.add(line) }
    return (title.isEmpty ? "" : title + "\n\n") + table.text + (rest.map { "\n\($0)" } ?? "")
  }

  public var markdown: String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |"
    }
    let rule = "|" + numericColumns.map { $0 ? "---:" : "---" }.joined(separator: "|") + "|"
    let lines = [line(header), rule] + shownRows.map(line)
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
    let lines = line(header, "th") + shownRows.map { line($0, "td") }.joined()
    return "<div class=\"t\" tabindex=\"0\"><table>\n\(caption)\(lines)</table></div>"
      + (rest.map { "\n<p>\($0)</p>" } ?? "")
  }

  public var json: JSONValue {
    .object([
      .init("kind", .string("table")), .init("name", .string(name)), .init("title", .string(title)),
      .init(
        "rows",
        .array(rows.map { row in .object(zip(heads, row).map { JSONValue.Member($0.member, $1.json) }) })),
    ])
  }

  public var parts: [FindingPart] { [.rows(columns, lines)] }

  /// The names of the columns in files: two for an interval.
  private var columns: [String] { heads.flatMap(\.columns) }

  /// The lines in files.
  private var lines: [[TableCell]] {
    rows.map { row in
      zip(heads, row).flatMap { head, cell -> [TableCell] in
        guard head.content == .interval else { return [cell] }
        switch cell {
        case .interval(let interval), .percentages(let interval):
          return [.number(interval.low), .number(interval.high)]
        default: return [.missing, .missing]
        }
      }
    }
  }

  private var numericColumns: [Bool] {
    shownColumns.map { column in rows.allSatisfy { $0[column].isNumber } && !rows.isEmpty }
  }
}

/// A column of a ``DataTable``.
public struct Column<Row> {
  /// What stands above it.
  public let head: ColumnHead
  let cell: (Row) -> TableCell

  /// A column of one value a line.
  ///
  /// - Parameters:
  ///   - heading: its name for people.
  ///   - key: its name in JSON and CSV; by default that for people.
  ///   - value: what stands in the cell of a row.
  public init<Value: CellValue>(_ heading: String, key: String? = nil, _ value: @escaping (Row) -> Value) {
    head = ColumnHead(heading, key: key)
    cell = { value($0).cell }
  }

  /// A column of intervals: for people "low to high", in JSON an object `KEY_interval`, in CSV `KEY_low` and `KEY_high`.
  ///
  /// - Parameters:
  ///   - heading: its name for people.
  ///   - key: the key of what the intervals are for.
  ///   - interval: that of a row; nil for an empty cell.
  public init(_ heading: String, ofKey key: String, interval: @escaping (Row) -> TableInterval?) {
    head = ColumnHead(heading, key: key, .interval)
    cell = { interval($0).map(TableCell.interval) ?? .missing }
  }
}
