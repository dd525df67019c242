import GRDB

extension Schema {
  /// Checks that a file has every table and column; what is in them is checked when it is read.
  ///
  /// - Returns: the version of its schema.
  /// - Throws: ``StoreError`` for databases that are no sweeps, of another version, or incomplete.
  @discardableResult
  static func check(_ database: Database, path: String) throws -> Int {
    guard try Int.fetchOne(database, sql: "PRAGMA application_id") == application else {
      throw StoreError.notASweep(path: path)
    }
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard (oldestVersion...version).contains(found) else { throw StoreError.version(path: path, found: found) }
    for (table, wanted) in try columns().sorted(by: { $0.key < $1.key }) where newTables[table] ?? 0 <= found {
      let wanted = wanted.filter { newColumns[[table, $0]] ?? 0 <= found }
      try check(table, has: wanted, database, path)
    }
    let axes = try names("axes", database), metrics = try names("metric_names", database)
    // Before version 3 columns were called like their metrics.
    let measured = found < 3 ? metrics : metrics.map(column(ofMetric:))
    try check("results", has: viewColumns + axes + measured, database, path)
    return found
  }

  private static func names(_ table: String, _ database: Database) throws -> [String] {
    try DatabaseRow.fetchAll(database, sql: "SELECT name FROM \(table)").map { try $0.text("name") }
  }

  /// Makes a file of an older version one of this; nothing that it holds has changed.
  static func upgrade(_ database: Database, from found: Int, _ contents: SweepContents) throws {
    if found < 2 { try database.execute(sql: netChanges) }
    if found < 3 {
      try database.execute(sql: ranges)
      // Names and columns too are those that the same sweep has now.
      try setMetrics(contents, in: database)
      for (key, value) in contents.recipe where SweepContents.spelt.contains(key) {
        try database.execute(sql: "UPDATE recipe SET value = ? WHERE key = ?", arguments: [value, key])
      }
      try database.execute(sql: "DROP VIEW results")
      try database.execute(sql: view(contents))
    }
    try database.execute(sql: "UPDATE recipe SET value = ? WHERE key = 'version'", arguments: ["\(version)"])
    try database.execute(sql: "PRAGMA user_version = \(version)")
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
