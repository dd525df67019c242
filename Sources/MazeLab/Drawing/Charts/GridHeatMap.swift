import HookKit

/// Numbers of pairs as colours: sites by strengths, say, with a mark where a number stands out.
public struct GridHeatMap: Figure, Sendable, Hashable {
  /// One number.
  public struct Cell: Sendable, Hashable {
    /// Nil where there is none.
    public var value: Double?
    /// Whether it stands out from its controls; drawn as a dot.
    public var isMarked: Bool

    /// A number.
    public init(_ value: Double?, isMarked: Bool = false) { (self.value, self.isMarked) = (value, isMarked) }
  }

  /// The line above.
  public var title: String
  /// What the rows are.
  public var rowLabel: String
  /// What the columns are.
  public var columnLabel: String
  /// What the numbers are, with their unit.
  public var label: String
  /// What a mark means; nil without marks.
  public var mark: String?
  /// The names of the rows, from top to bottom.
  public var rows: [String]
  /// The names of the columns, from left to right.
  public var columns: [String]
  /// A line of cells for each row.
  public var cells: [[Cell]]
  /// The lines below.
  public var caption: [String]

  /// A map.
  ///
  /// - Precondition: there is a cell for each row and column.
  public init(
    _ title: String, rows: (label: String, names: [String]), columns: (label: String, names: [String]),
    label: String, mark: String? = nil, cells: [[Cell]], caption: [String] = []
  ) {
    precondition(
      cells.count == rows.names.count && cells.allSatisfy { $0.count == columns.names.count },
      "a cell for each row and column")
    (self.title, rowLabel, columnLabel, self.label) = (title, rows.label, columns.label, label)
    (self.mark, self.rows, self.columns) = (mark, rows.names, columns.names)
    (self.cells, self.caption) = (cells, caption)
  }

  public var words: String {
    "\(label) as colours: \(rowLabel) \(rows.joined(separator: ", ")) by \(columnLabel) \(columns.joined(separator: ", "))"
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try GridHeatMapLayout.bytes(as: format, recipe: recipe) { GridHeatMapLayout(self, on: $0) }
  }

  /// `{"rows": [...], "columns": [...], "values": [[...], ...], "marked": [[...], ...]}`.
  public var json: JSONValue {
    .object([
      .init("label", .string(label)), .init("rowLabel", .string(rowLabel)),
      .init("columnLabel", .string(columnLabel)),
      .init("rows", .array(rows.map(JSONValue.string))),
      .init("columns", .array(columns.map(JSONValue.string))),
      .init("values", .array(cells.map { .array($0.map { $0.value.map(JSONValue.number) ?? .null }) })),
      .init("marked", .array(cells.map { .array($0.map { .bool($0.isMarked) }) })),
    ])
  }
}
