import GRDB

/// The tables of a results file; `Documentation/FileFormats.md` says what they mean.
enum Schema {
  /// Raised whenever a table changes; files of other versions are refused.
  static let version = 1

  /// "HKsw" in ASCII: what SQLite's `application_id` says of the file.
  static let application = 0x484B_7377

  static let tables = """
    CREATE TABLE recipe (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE axes (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE axis_values (
      axis INTEGER NOT NULL REFERENCES axes, position INTEGER NOT NULL, text TEXT NOT NULL, number ANY,
      PRIMARY KEY (axis, position)) STRICT, WITHOUT ROWID;
    CREATE TABLE metric_names (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, unit TEXT NOT NULL) STRICT;
    CREATE TABLE points (
      id INTEGER PRIMARY KEY, identity TEXT NOT NULL, unit INTEGER NOT NULL, level INTEGER NOT NULL,
      mode TEXT NOT NULL, maze TEXT NOT NULL, maze_sha256 TEXT NOT NULL, seed ANY NOT NULL,
      squares INTEGER NOT NULL, plan TEXT NOT NULL) STRICT;
    CREATE INDEX points_by_identity ON points (identity);
    CREATE TABLE coordinates (
      point INTEGER NOT NULL REFERENCES points, axis INTEGER NOT NULL, value INTEGER NOT NULL,
      PRIMARY KEY (point, axis)) STRICT, WITHOUT ROWID;
    CREATE TABLE metrics (
      point INTEGER NOT NULL REFERENCES points, metric INTEGER NOT NULL REFERENCES metric_names, value REAL,
      PRIMARY KEY (point, metric)) STRICT, WITHOUT ROWID;
    CREATE TABLE nulls (
      point INTEGER NOT NULL REFERENCES points, control TEXT NOT NULL, draw INTEGER NOT NULL,
      metric INTEGER NOT NULL REFERENCES metric_names, value REAL,
      PRIMARY KEY (point, control, draw, metric)) STRICT, WITHOUT ROWID;
    CREATE TABLE receipts (
      point INTEGER NOT NULL REFERENCES points, position INTEGER NOT NULL, edit INTEGER NOT NULL, call TEXT NOT NULL,
      site TEXT NOT NULL, rows INTEGER NOT NULL, selected INTEGER NOT NULL, changed INTEGER NOT NULL,
      change_norm REAL NOT NULL, activation_norm REAL NOT NULL,
      PRIMARY KEY (point, position)) STRICT, WITHOUT ROWID;
    CREATE TABLE units (
      id INTEGER PRIMARY KEY, points INTEGER NOT NULL, plans INTEGER NOT NULL, squares INTEGER NOT NULL,
      naive_rows INTEGER NOT NULL, multiply_adds INTEGER NOT NULL) STRICT;
    CREATE TABLE sessions (
      id INTEGER PRIMARY KEY, started TEXT NOT NULL, command TEXT NOT NULL, workers INTEGER NOT NULL,
      seconds REAL, units INTEGER) STRICT;
    """

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
    for (position, metric) in contents.metrics.enumerated() {
      try database.execute(
        sql: "INSERT INTO metric_names VALUES (?, ?, ?)", arguments: [position, metric.name, metric.unit])
    }
    try database.execute(sql: view(contents))
    try database.execute(sql: "PRAGMA application_id = \(application)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// `results`: a row for each finished point, with a column for each axis and each metric.
  private static func view(_ contents: SweepContents) -> String {
    var columns = ["p.id AS point"]
    var joins = ""
    for (position, axis) in contents.axes.enumerated() {
      // Seeds of 64 bits are no integers of SQLite, and so texts among integers.
      let isNumeric = axis.values.allSatisfy { $0.number?.isFinite == true }
      let value = isNumeric ? "v\(position).number" : "v\(position).text"
      columns.append("\(value) AS \(quoted(axis.name))")
      joins +=
        " JOIN coordinates c\(position) ON c\(position).point = p.id AND c\(position).axis = \(position)"
      joins += " JOIN axis_values v\(position) ON v\(position).axis = \(position)"
      joins += " AND v\(position).position = c\(position).value"
    }
    for (position, metric) in contents.metrics.enumerated() {
      columns.append("m\(position).value AS \(quoted(metric.name))")
      joins +=
        " LEFT JOIN metrics m\(position) ON m\(position).point = p.id AND m\(position).metric = \(position)"
    }
    return
      "CREATE VIEW results AS SELECT \(columns.joined(separator: ", ")), p.identity FROM points p\(joins)"
  }

  private static func quoted(_ name: String) -> String {
    "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }

  /// What the view has in every sweep, beside axes and metrics.
  static let viewColumns = ["point", "identity"]

  /// The names of all columns by table, in their order.
  static func columns() throws -> [String: [String]] {
    let database = try ResultsDatabase.open(nil)
    defer { try? database.close() }
    return try database.write { database in
      try database.execute(sql: tables)
      let names = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      return try Dictionary(uniqueKeysWithValues: names.map { ($0, try columns(of: $0, database)) })
    }
  }

  /// The names of the columns of a table or view; none where there is no such thing.
  static func columns(of table: String, _ database: Database) throws -> [String] {
    try String.fetchAll(database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
  }

  /// Checks that a file has every table and column; what is in them is checked when it is read.
  ///
  /// - Throws: ``StoreError`` for databases that are no sweeps, of another version, or incomplete.
  static func check(_ database: Database, path: String) throws {
    guard try Int.fetchOne(database, sql: "PRAGMA application_id") == application else {
      throw StoreError.notASweep(path: path)
    }
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found == version else { throw StoreError.version(path: path, found: found) }
    for (table, wanted) in try columns().sorted(by: { $0.key < $1.key }) {
      try check(table, has: wanted, database, path)
    }
    let names = try ["axes", "metric_names"].flatMap { table in
      try DatabaseRow.fetchAll(database, sql: "SELECT name FROM \(table)").map { try $0.text("name") }
    }
    try check("results", has: viewColumns + names, database, path)
  }

  private static func check(_ table: String, has wanted: [String], _ database: Database, _ path: String) throws {
    let there = Set(try columns(of: table, database).map { $0.lowercased() })
    guard !there.isEmpty else { throw StoreError.damaged(path: path, detail: "it has no table \(table)") }
    if let missing = wanted.first(where: { !there.contains($0.lowercased()) }) {
      throw StoreError.damaged(path: path, detail: "its table \(table) has no column \(missing)")
    }
  }

  /// Whether nothing is there yet.
  static func isEmpty(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
      && Int.fetchOne(database, sql: "PRAGMA application_id") == 0
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
      case .maze, .facing, .plan: false
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
    default: Int64(text)?.databaseValue ?? number.flatMap(Int64.init(exactly:))?.databaseValue ?? .null
    }
  }
}

extension Schema {
  /// A seed: an integer, or from 2^63 on, where SQLite has none, its digits.
  static func stored(_ seed: UInt64) -> DatabaseValue {
    Int64(exactly: seed)?.databaseValue ?? String(seed).databaseValue
  }
}
