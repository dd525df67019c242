import Foundation
import GRDB
import HookKit

/// Puts the parts of a sweep together.
public enum SweepMerge {
  /// The tables that parts add up in, in the order in which rows may refer to each other.
  private static let tables = ["points", "coordinates", "metrics", "nulls", "receipts", "net_changes", "units"]

  /// Makes one results file of several parts of one sweep.
  ///
  /// The file is made beside its place and renamed when all of it is there, so that an interrupted merge leaves nothing.
  ///
  /// - Throws: ``StoreError`` for parts of different sweeps, and for parts that share points; `FileError` when `path` exists.
  /// - Returns: the number of points, and of those of the whole sweep.
  public static func merge(_ parts: [String], into path: String) throws -> (points: Int, total: Int) {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw FileError.cannotWrite(path: path, reason: "there is a file of that name")
    }
    try FileOutput.check(path)
    try SystemPath.checkIsText(path)
    let readers = try parts.map { try SweepReader($0) }
    guard let first = readers.first else { throw StoreError.noResults(path: path) }
    try checkRecipes(readers)
    let staging = StagedDatabase(beside: try FileTarget(path).resolved)
    defer { staging.discard() }
    let store = try SweepStore(copying: staging.path) { _ in }
    try store.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      for number in readers.indices { try add(readers, number, to: database) }
    }
    try store.close()
    try staging.commit()
    let points = try SweepReader(path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM points") ?? 0 }
    return (points, Int(try first.recipe("points")) ?? 0)
  }

  /// Adds a part; what is wrong in it is told of its own file.
  private static func add(_ readers: [SweepReader], _ number: Int, to database: Database) throws {
    let reader = readers[number]
    try StoreError.explaining(reader.path) {
      try database.execute(sql: "ATTACH DATABASE ? AS part", arguments: [ResultsDatabase.name(reader.path)])
      try database.inTransaction {
        if number == 0 { try copySchema(database) }
        try checkOverlap(database, readers[..<number], reader)
        for table in tables { try copy(table, in: database) }
        try database.execute(
          sql: """
            INSERT INTO main.sessions (started, command, workers, seconds, units)
            SELECT started, command, workers, seconds, units FROM part.sessions ORDER BY id
            """)
        return .commit
      }
      try database.execute(sql: "DETACH DATABASE part")
    }
  }

  private static func checkRecipes(_ readers: [SweepReader]) throws {
    guard let first = readers.first else { return }
    for reader in readers where reader.version < Schema.version {
      throw StoreError.olderVersion(path: reader.path, found: reader.version)
    }
    for reader in readers.dropFirst() {
      for key in SweepContents.identifying + [SweepContents.drawsKey] {
        let (here, there) = (try first.recipe(key), try reader.recipe(key))
        guard SweepContents.isSame(here, there, of: key) else {
          throw StoreError.otherSweep(path: reader.path, key: key, here: here, there: there)
        }
      }
    }
  }

  /// Copies all rows, column by column: files of others may have them in another order.
  private static func copy(_ table: String, in database: Database) throws {
    let columns = try Schema.columns(of: table, database).joined(separator: ", ")
    try database.execute(sql: "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM part.\(table)")
  }

  private static func copySchema(_ database: Database) throws {
    let views = try String.fetchAll(
      database, sql: "SELECT sql FROM part.sqlite_master WHERE type = 'view' AND name = 'results'")
    try database.execute(sql: Schema.tables)
    for sql in views { try database.execute(sql: sql) }
    for table in ["recipe", "axes", "axis_values", "metric_names"] { try copy(table, in: database) }
    try database.execute(sql: "PRAGMA main.application_id = \(Schema.application)")
    try database.execute(sql: "PRAGMA main.user_version = \(Schema.version)")
  }

  private static func checkOverlap(
    _ database: Database, _ earlier: ArraySlice<SweepReader>, _ reader: SweepReader
  ) throws {
    guard
      let point = try Int.fetchOne(
        database,
        sql: "SELECT p.id FROM part.points p JOIN main.points m ON m.id = p.id ORDER BY p.id LIMIT 1")
    else { return }
    let holder = try earlier.first { other in
      try other.read { try Int.fetchOne($0, sql: "SELECT id FROM points WHERE id = ?", arguments: [point]) }
        != nil
    }
    throw StoreError.overlap(point: point, first: holder?.path ?? reader.path, second: reader.path)
  }
}

/// A database that is made beside its place; an interrupt removes what there is of it.
struct StagedDatabase {
  let path: String
  private let target: String

  /// Everything that may be there until the commit.
  private var paths: [String] { Self.endings.map { path + $0 } }

  /// The database, and what SQLite keeps beside it while it is written.
  private static let endings = ["", "-wal", "-shm", "-journal"]

  init(beside target: String) {
    self.target = target
    let url = URL(fileURLWithPath: target)
    let folder = url.deletingLastPathComponent().path
    LeftoverFiles.remove(of: url.lastPathComponent, in: folder)
    path = LeftoverFiles.newName(for: url.lastPathComponent, in: folder)
    TemporaryPaths.shared.add(paths)
  }

  func commit() throws {
    try FileSync.file(path)
    guard rename(path, target) == 0 else {
      throw FileError.cannotWrite(path: target, reason: String(cString: strerror(errno)))
    }
    FileSync.folder(URL(fileURLWithPath: target).deletingLastPathComponent().path)
  }

  /// Removes what is left of it; nothing after a commit.
  func discard() {
    TemporaryPaths.shared.forget(paths) { for path in paths { unlink(path) } }
  }
}
