import GRDB
import HookKit
import Interventions

/// The tables of a results file; `Documentation/FileFormats.md` says what they mean.
enum Schema {
  /// Raised whenever a table changes.
  static let version = 3

  /// The first version whose files are read and resumed.
  static let oldestVersion = 1

  /// Tables that older files lack, with the first version that has them.
  static let newTables = ["net_changes": 2]

  /// Columns of other tables that older files lack, with the first version that has them.
  static let newColumns = [["metric_names", "lowest"]: 3, ["metric_names", "highest"]: 3]

  /// "HKsw" in ASCII: what SQLite's `application_id` says of the file.
  static let application = 0x484B_7377

  static let tables = """
    CREATE TABLE recipe (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE axes (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE axis_values (
      axis INTEGER NOT NULL REFERENCES axes, position INTEGER NOT NULL, text TEXT NOT NULL, number ANY,
      PRIMARY KEY (axis, position)) STRICT, WITHOUT ROWID;
    CREATE TABLE metric_names (
      position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, lowest REAL, highest REAL) STRICT;
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
    \(netChanges)
    CREATE TABLE units (
      id INTEGER PRIMARY KEY, points INTEGER NOT NULL, plans INTEGER NOT NULL, squares INTEGER NOT NULL,
      naive_rows INTEGER NOT NULL, multiply_adds INTEGER NOT NULL) STRICT;
    CREATE TABLE sessions (
      id INTEGER PRIMARY KEY, started TEXT NOT NULL, command TEXT NOT NULL, workers INTEGER NOT NULL,
      seconds REAL, units INTEGER) STRICT;
    """

  /// What all edits of a site did together, and what their null twins did in their place; version 2 has it.
  static let netChanges = """
    CREATE TABLE net_changes (
      point INTEGER NOT NULL REFERENCES points, control TEXT NOT NULL, draw INTEGER NOT NULL, site TEXT NOT NULL,
      change_norm REAL NOT NULL, activation_norm REAL NOT NULL,
      PRIMARY KEY (point, control, draw, site)) STRICT, WITHOUT ROWID;
    """

  /// Where the numbers of a metric can be at all; version 3 has it.
  static let ranges = """
    ALTER TABLE metric_names ADD COLUMN lowest REAL;
    ALTER TABLE metric_names ADD COLUMN highest REAL;
    """

  /// The column of the view for a metric: its words with underscores, so that SQL needs no quotes. `path-probability(to:
  /// corner)` is `path_probability_to_corner`.
  static func column(ofMetric name: String) -> String {
    NameStyle.hyphenated(name).split { !($0.isLetter || $0.isNumber) }.joined(separator: "_")
  }

  /// What stands for a control where the edits themselves are meant.
  static let edits = "edits"

  /// The column of the view with the size of net changes under a control.
  static func netColumnName(_ control: String) -> String { "\(column(ofMetric: control))_net_change" }

  /// What the view of sweeps with null twins has as well.
  static let netColumns = ([edits] + Control.builtIn.map(\.name)).map(netColumnName)

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
}

extension Schema {
  /// A seed: an integer, or from 2^63 on, where SQLite has none, its digits.
  static func stored(_ seed: UInt64) -> DatabaseValue {
    Int64(exactly: seed)?.databaseValue ?? String(seed).databaseValue
  }
}
