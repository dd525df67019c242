import GRDB

/// The tables of a results file; `Documentation/FileFormats.md` says what they mean.
enum Schema {
  /// Raised whenever a table changes; files of other versions are refused.
  static let version = 1

  /// "HKsw" in ASCII: what SQLite's `application_id` says of the file.
  static let application = 0x484B_7377

  private static let tables = """
    CREATE TABLE recipe (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE axes (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE axis_values (
      axis INTEGER NOT NULL REFERENCES axes, position INTEGER NOT NULL, text TEXT NOT NULL, number REAL,
      PRIMARY KEY (axis, position)) STRICT, WITHOUT ROWID;
    CREATE TABLE metric_names (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, unit TEXT NOT NULL) STRICT;
    CREATE TABLE points (
      id INTEGER PRIMARY KEY, identity TEXT NOT NULL, unit INTEGER NOT NULL, level INTEGER NOT NULL,
      mode TEXT NOT NULL, maze TEXT NOT NULL, maze_sha256 TEXT NOT NULL, seed INTEGER NOT NULL,
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
          arguments: [position, place, value.text, value.number])
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
      let numbers = axis.values.compactMap(\.number)
      let isNumeric = numbers.count == axis.values.count
      let isWhole = isNumeric && numbers.allSatisfy { $0 == $0.rounded() && abs($0) < 1e15 }
      let value =
        isWhole
        ? "CAST(v\(position).number AS INTEGER)" : isNumeric ? "v\(position).number" : "v\(position).text"
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

  /// - Throws: ``StoreError`` for databases that are no sweeps, or of another version.
  static func check(_ database: Database, path: String) throws {
    guard try Int.fetchOne(database, sql: "PRAGMA application_id") == application else {
      throw StoreError.notASweep(path: path)
    }
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found == version else { throw StoreError.version(path: path, found: found) }
  }

  /// Whether nothing is there yet.
  static func isEmpty(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
      && Int.fetchOne(database, sql: "PRAGMA application_id") == 0
  }
}
