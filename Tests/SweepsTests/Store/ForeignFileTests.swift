import Foundation
import GRDB
import HookKit
import Testing

@testable import Sweeps

/// Results files that others wrote: whatever is in them, they are read or refused.
@Suite struct ForeignFileTests {
  private static let runner = Result { () throws -> SweepRunner in
    var description = Trials.description
    (description.levels, description.nulls) = ("0", 1)
    return try Trials.runner(description)
  }

  /// The same tables without the types that SQLite would check, and all rows of a small sweep.
  private static let loose = Result { () throws -> Data in
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foreign-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (path, copy) = (folder.appendingPathComponent("a").path, folder.appendingPathComponent("b").path)
    try Trials.run(runner.get(), to: path)
    try DatabaseQueue(path: copy).writeWithoutTransaction { database in
      try database.execute(sql: "ATTACH ? AS strict", arguments: [path])
      for row in try Row.fetchAll(database, sql: "SELECT * FROM strict.sqlite_master ORDER BY type = 'view', rowid") {
        guard let sql = row["sql"] as String?, let name = row["name"] as String? else { continue }
        try database.execute(
          sql: sql.replacing("NOT NULL", with: "").replacing(", WITHOUT ROWID", with: "").replacing("STRICT", with: ""))
        if (row["type"] as String?) == "table" {
          try database.execute(sql: "INSERT INTO main.\(name) SELECT * FROM strict.\(name)")
        }
      }
      try database.execute(sql: "PRAGMA main.application_id = \(Schema.application)")
      try database.execute(sql: "PRAGMA main.user_version = \(Schema.version)")
    }
    return try Data(contentsOf: URL(fileURLWithPath: copy))
  }

  /// What every command that reads results does with a file.
  private static let readers: [(name: String, read: @Sendable (String) throws -> Void)] = [
    (
      "show and plot",
      { path in
        let results = try SweepResults(SweepReader(path))
        for metric in results.metrics.indices { _ = try results.effects(of: metric) }
      }
    ),
    ("export", { _ = try SweepReader($0).results() }),
    ("query", { _ = try SweepReader($0).query("SELECT * FROM results") }),
    (
      "replay",
      { path in
        _ = try SweepReplay(SweepReader(path), policies: [Trials.policy()], registry: Trials.registry())
      }
    ),
    ("merge", { _ = try SweepMerge.merge([$0], into: $0 + "-merged") }),
    ("sweep", { _ = try runner.get().store(at: $0, program: "test", command: "test").finishedUnits() }),
  ]

  /// Reads a file in every way; an error that is not explained, or is called a defect of ours, is one.
  private static func read(_ path: String, _ what: String) {
    // To begin a replay takes long, and looks at these only.
    for reader in readers where reader.name != "replay" || what.hasPrefix("recipe") {
      do { try reader.read(path) } catch let error as any ExplainedError {
        #expect(error.explanation.category != .defect, "\(reader.name), \(what): \(error)")
      } catch {
        Issue.record("\(reader.name), \(what): \(error)")
      }
      try? FileManager.default.removeItem(atPath: path + "-merged")
    }
  }

  /// Drawing never traps on a number; a mean of numbers near the largest there are may have no value, which is an error.
  @Test func numbersOfAnySizeAreDrawn() throws {
    try Trials.inFolder { folder in
      var description = Trials.description
      description.levels = "0..<6"
      let path = folder.appendingPathComponent("a.sqlite").path
      try Trials.run(Trials.runner(description), to: path)
      var drawn = 0
      for value in [
        "1e300 * (point % 2 - 0.5)", "1.7e308", "-1.7e308", "(point % 2 * 2 - 1) * 1.7e308", "5e-324", "0", "NULL",
      ] {
        try DatabaseQueue(path: path).write { database in
          for table in ["metrics", "nulls"] { try database.execute(sql: "UPDATE \(table) SET value = \(value)") }
        }
        let results = try SweepResults(SweepReader(path))
        for metric in results.metrics.indices {
          do {
            let effects = try results.effects(of: metric)
            for kind in SweepFigureKind.allCases {
              guard let figure = try results.figure(kind, effects, of: metric) else { continue }
              drawn += try figure.bytes(for: "a.svg", recipe: "").isEmpty ? 0 : 1
            }
          } catch let error as any ExplainedError {
            #expect(error.explanation.category != .defect, "\(value): \(error)")
          }
        }
      }
      #expect(drawn > 4)
    }
  }

  @Test func everyColumnMayHoldAnything() throws {
    try Trials.inFolder { folder in
      let url = folder.appendingPathComponent("a.sqlite")
      for (table, columns) in try Schema.columns().sorted(by: { $0.key < $1.key }) {
        for column in columns {
          for value in ["NULL", "'text'", "x'00ff'", "0.5", "9223372036854775807", "-1"] {
            try Self.loose.get().write(to: url)
            do {
              try DatabaseQueue(path: url.path).write {
                try $0.execute(sql: "UPDATE \(table) SET \(column) = \(value)")
              }
            } catch is DatabaseError { continue }
            Self.read(url.path, "\(table).\(column) = \(value)")
          }
        }
      }
    }
  }

  @Test func whatIsReadIsCheckedByName() throws {
    try Trials.inFolder { folder in
      let url = folder.appendingPathComponent("a.sqlite")
      for (change, detail) in [
        ("DROP TABLE nulls", "it has no table nulls"), ("DROP VIEW results", "it has no table results"),
        ("ALTER TABLE receipts RENAME COLUMN change_norm TO norm", "its table receipts has no column change_norm"),
        ("UPDATE recipe SET value = NULL", "the column value holds nothing (NULL), and should hold text"),
        ("UPDATE coordinates SET value = 99", "the column value holds 99, and should hold a whole number below"),
        ("UPDATE metrics SET value = 'much'", "the column value holds the text \"much\", and should hold a number"),
        ("UPDATE metrics SET value = 9e999", "the column value holds inf, and should hold a number"),
      ] {
        try Self.loose.get().write(to: url)
        try DatabaseQueue(path: url.path).write { try $0.execute(sql: change) }
        #expect("\(change)") { try SweepResults(SweepReader(url.path)) } throws: { error in
          if case .damaged(let path, let found)? = error as? StoreError {
            path == url.path && found.contains(detail)
          } else {
            false
          }
        }
        Self.read(url.path, change)
      }
      for bytes in [Data(), Data("SQLite format 3\0".utf8), try Self.loose.get().prefix(5000)] {
        try bytes.write(to: url)
        Self.read(url.path, "\(bytes.count) bytes")
      }
    }
  }
}
