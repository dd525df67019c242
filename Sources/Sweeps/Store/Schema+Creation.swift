import GRDB

extension Schema {
  /// Makes all tables in one transaction: a file that is interrupted here stays empty.
  static func create(_ database: Database, _ contents: SweepContents) throws {
    try database.execute(sql: tables)
    for (key, value) in contents.recipe {
      try database.execute(sql: "INSERT INTO recipe VALUES (?, ?)", arguments: [key, value])
    }
    for (position, axis) in contents.axes.enumerated() {
      try database.execute(sql: "INSERT INTO axes VALUES (?, ?)", arguments: [position, axis.name])
      for (place, value) in axis.values.enumerated() {
        try database.execute(
          sql: "INSERT INTO axis_values VALUES (?, ?, ?, ?)",
          arguments: [position, place, value.text, value.stored(isWhole: axis.isWhole)])
      }
    }
    try setMetrics(contents, in: database)
    try database.execute(sql: view(contents))
    try database.execute(sql: "PRAGMA application_id = \(application)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// What is measured, with the ends of the range in which its numbers can be.
  static func setMetrics(_ contents: SweepContents, in database: Database) throws {
    for (position, metric) in contents.metrics.enumerated() {
      let (low, high) = (metric.possibleRange.lowerBound, metric.possibleRange.upperBound)
      try database.execute(
        sql: """
          INSERT INTO metric_names (position, name, unit, lowest, highest) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (position) DO UPDATE SET name = excluded.name, lowest = excluded.lowest, highest = excluded.highest
          """,
        arguments: [position, metric.name, metric.unit, low.isFinite ? low : nil, high.isFinite ? high : nil])
    }
  }

  /// `results`: a row for each finished point, with a column for each axis and each metric.
  static func view(_ contents: SweepContents) -> String {
    var columns = ["p.id AS point"]
    var joins = ""
    for (position, axis) in contents.axes.enumerated() {
      // Seeds of 64 bits are no integers of SQLite, and so texts among integers.
      let isNumeric = axis.values.allSatisfy { $0.number?.isFinite == true }
      let value = isNumeric ? "v\(position).number" : "v\(position).text"
      columns.append("\(value) AS \(axis.name.quotedName)")
      joins +=
        " JOIN coordinates c\(position) ON c\(position).point = p.id AND c\(position).axis = \(position)"
      joins += " JOIN axis_values v\(position) ON v\(position).axis = \(position)"
      joins += " AND v\(position).position = c\(position).value"
    }
    for (position, metric) in contents.metrics.enumerated() {
      columns.append("m\(position).value AS \(column(ofMetric: metric.name).quotedName)")
      joins +=
        " LEFT JOIN metrics m\(position) ON m\(position).point = p.id AND m\(position).metric = \(position)"
    }
    columns += contents.controls.isEmpty ? [] : ([edits] + contents.controls.map(\.name)).map(netColumn)
    return
      "CREATE VIEW results AS SELECT \(columns.joined(separator: ", ")), p.identity FROM points p\(joins)"
  }

  /// The mean size of net changes over sites and draws, as a part of the activation's.
  private static func netColumn(_ control: String) -> String {
    """
    (SELECT avg(n.change_norm / n.activation_norm) FROM net_changes n WHERE n.point = p.id AND n.control = '\(control)') \
    AS \(netColumnName(control))
    """
  }
}

extension Axis {
  /// Whether all values are whole numbers, and stay so in tables.
  fileprivate var isWhole: Bool {
    values.allSatisfy { value in
      switch value {
      case .level, .seed, .integer: true
      case .number(let number): number == number.rounded() && abs(number) < 0x1p53
      case .text(let text): Int(text) != nil
      case .model(let model): model.step != nil
      case .file, .maze, .facing, .plan: false
      }
    }
  }
}

extension Axis.Value {
  /// The value as a number of the database: an integer where all of its axis are.
  fileprivate func stored(isWhole: Bool) -> DatabaseValue {
    guard isWhole else { return number?.databaseValue ?? .null }
    return switch self {
    case .seed(let seed): Schema.stored(seed)
    case .model(let model): model.step.map { Int64($0).databaseValue } ?? .null
    default: Int64(text)?.databaseValue ?? number.flatMap(Int64.init(exactly:))?.databaseValue ?? .null
    }
  }
}
