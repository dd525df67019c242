import Foundation
import GRDB
import HookKit

/// The results file of a sweep, open for writing: one SQLite database.
///
/// Every unit of points is written in one transaction, so that whatever ends the process leaves whole units. Other programs
/// may read all the while.
public final class SweepStore: Sendable {
  /// The path of the file.
  public let path: String
  private let lock: FileLock
  private let database: DatabaseQueue

  /// Opens a file to go on with its sweep, or makes a new one.
  ///
  /// - Throws: ``StoreError`` when it belongs to another sweep, is in use, damaged, or no results file; `FileError` where
  ///   there can be no file.
  init(_ path: String, for contents: SweepContents) throws {
    self.path = path
    (lock, database) = try Self.open(path) {
      // Opening for writing changes the mode of a database, which one of somebody else's must not suffer.
      try SweepReader.check(path) { try Self.check(contents, against: FileRecipe($0), path: path) }
    } then: { database in
      if try Schema.isEmpty(database) {
        try Schema.create(database, contents)
      } else {
        let found = try Schema.check(database, path: path)
        if found < Schema.version { try Schema.upgrade(database, from: found, contents) }
      }
    }
  }

  // The lock goes after this: SQLite's own would go with it.
  deinit { try? database.close() }

  /// Removes a file that was made for this and got nothing: of an error nothing is left.
  func discardIfEmpty() {
    guard lock.isNew, (try? finishedUnits())?.isEmpty == true else { return }
    try? database.close()
    try? FileManager.default.removeItem(atPath: path)
  }

  /// A file that is written as the others are, from which it takes what it says of the sweep.
  init(copying path: String, _ create: (Database) throws -> Void) throws {
    self.path = path
    (lock, database) = try Self.open(path, check: {}, then: create)
  }

  /// Opens a database under its lock. A file that was made for it and could not be used is removed again.
  private static func open(
    _ path: String, check: () throws -> Void, then prepare: (Database) throws -> Void
  ) throws -> (FileLock, DatabaseQueue) {
    try FileOutput.check(path)
    try SystemPath.checkIsText(path)
    guard let lock = try FileLock(ifFree: path) else { throw StoreError.inUse(path: path) }
    do {
      try check()
      return try StoreError.explaining(path) {
        let database = try ResultsDatabase.open(path, configuration(of: path))
        do { try database.write(prepare) } catch {
          try? database.close()
          throw error
        }
        return (lock, database)
      }
    } catch {
      if lock.isNew { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
  }

  private static func configuration(of path: String) -> Configuration {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = DatabaseWait.current.mode(for: path)
    configuration.prepareDatabase { database in
      // A process that is killed loses nothing; a machine that loses power may lose the last units, never the file.
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
    }
    return configuration
  }

  private static func check(_ contents: SweepContents, against recipe: FileRecipe, path: String) throws {
    for key in SweepContents.identifying {
      let here = contents.recipe.first { $0.key == key }?.value ?? ""
      let there = recipe[key]
      guard SweepContents.isSame(here, there, of: key) else {
        throw StoreError.otherSweep(path: path, key: key, here: here, there: there)
      }
    }
    if contents.isDrawn, recipe[SweepContents.drawsKey] != "\(SweepContents.draws)" {
      throw StoreError.otherDraws(path: path, program: recipe["program"])
    }
  }

  /// The units that are finished.
  func finishedUnits() throws -> Set<Int> {
    try StoreError.explaining(path) {
      try database.read { database in
        try Set(DatabaseRow.fetchAll(database, sql: "SELECT id FROM units").map { try $0.integer("id") })
      }
    }
  }

  /// Notes that a run begins; its identifier is for ``endSession(_:seconds:units:)``.
  func beginSession(command: String, workers: Int) throws -> Int64 {
    try StoreError.explaining(path) {
      try database.write { database in
        try database.execute(
          sql: "INSERT INTO sessions (started, command, workers) VALUES (?, ?, ?)",
          arguments: [Date.now.formatted(.iso8601), command, workers])
        return database.lastInsertedRowID
      }
    }
  }

  func endSession(_ session: Int64, seconds: Double, units: Int) throws {
    try StoreError.explaining(path) {
      try database.write { database in
        try database.execute(
          sql: "UPDATE sessions SET seconds = ?, units = ? WHERE id = ?",
          arguments: [seconds, units, session])
      }
    }
  }

  /// Writes a finished unit: all of it, or nothing.
  func add(_ unit: UnitResult, axes: [Axis]) throws {
    try StoreError.explaining(path) { try database.write { try UnitWriter($0).write(unit, axes: axes) } }
  }

  /// Runs `body` in one transaction.
  func write(_ body: (Database) throws -> Void) throws {
    try StoreError.explaining(path) { try database.write(body) }
  }

  /// Runs `body` outside of a transaction, for attaching other files.
  func writeWithoutTransaction(_ body: (Database) throws -> Void) throws {
    try StoreError.explaining(path) { try database.writeWithoutTransaction(body) }
  }

  /// Puts everything into the one file, so that it can be copied; where a reader is at work, that is left for later.
  public func close() throws {
    try StoreError.explaining(path) {
      try database.writeWithoutTransaction { database in
        do {
          try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
          try database.execute(sql: "PRAGMA journal_mode = DELETE")
        } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) {}
      }
      try database.close()
    }
  }
}

/// What a results file says of itself.
struct FileRecipe: Sendable {
  let values: [String: String]

  init(_ database: Database) throws {
    values = try Dictionary(
      DatabaseRow.fetchAll(database, sql: "SELECT key, value FROM recipe").map {
        (try $0.text("key"), try $0.text("value"))
      }
    ) { first, _ in first }
  }

  subscript(key: String) -> String { values[key] ?? "" }
}
