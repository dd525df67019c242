import Foundation
import GRDB
import HookKit
import Testing

@testable import Sweeps

@Suite struct StoreTests {
  private func open(
    _ path: String, _ change: (inout SweepDescription) -> Void = { _ in }
  ) throws
    -> SweepStore
  {
    var description = Trials.description
    change(&description)
    return try Trials.runner(description).store(at: path, program: "test", command: "test")
  }

  @Test func twoRunnersOnOneFileAreAnError() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      let store = try open(path)
      #expect(throws: StoreError.inUse(path: path)) { try open(path) }
      // Reading is welcome.
      #expect(try SweepReader(path).recipe("points") == "12")
      try store.close()
      withExtendedLifetime(store) {}
    }
  }

  @Test func afterClosingThereIsOneFile() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      do { try open(path).close() }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.sqlite"])
      try open(path).close()
    }
  }

  @Test func otherSweepsAreRefused() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      do { try open(path).close() }
      let changes: [(inout SweepDescription) -> Void] = [
        { $0.levels = "0..<4" }, { $0.nulls = 4 }, { $0.metrics = ["entropy"] },
        { $0.patches = ["zero@{embedder.block2.*}"] },
      ]
      for change in changes {
        #expect {
          try open(path, change)
        } throws: { error in
          if case StoreError.otherSweep? = error as? StoreError { true } else { false }
        }
      }
      try open(path).close()
    }
  }

  @Test func filesThatAreNoResultsAreRefused() throws {
    try Trials.inFolder { folder in
      func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
      try Data("some text that is no database at all, and long enough to be read as a header".utf8).write(
        to: folder.appendingPathComponent("text"))
      #expect(throws: StoreError.notADatabase(path: path("text"))) { try open(path("text")) }
      #expect(throws: StoreError.notADatabase(path: path("text"))) { try SweepReader(path("text")) }

      try DatabaseQueue(path: path("other")).write { try $0.execute(sql: "CREATE TABLE t (a)") }
      #expect(throws: StoreError.notASweep(path: path("other"))) { try open(path("other")) }
      #expect(throws: StoreError.notASweep(path: path("other"))) { try SweepReader(path("other")) }

      do { try open(path("version")).close() }
      try DatabaseQueue(path: path("version")).write { try $0.execute(sql: "PRAGMA user_version = 7") }
      #expect(throws: StoreError.version(path: path("version"), found: 7)) { try open(path("version")) }

      #expect(throws: FileError.self) { try SweepReader(path("missing")) }
      #expect(throws: FileError.self) { try open(path("no/folder")) }
      #expect(throws: FileError.self) { try open(folder.path) }
    }
  }

  @Test(arguments: [512, 4096, 9000])
  func damagedFilesAreErrors(at place: Int) throws {
    try Trials.inFolder { folder in
      let url = folder.appendingPathComponent("a.sqlite")
      try Trials.run(Trials.runner(), to: url.path)
      var bytes = try Data(contentsOf: url)
      for offset in place..<bytes.count { bytes[offset] = UInt8(truncatingIfNeeded: offset &* 131) }
      try bytes.write(to: url)
      #expect(throws: (any Error).self) { try SweepResults(SweepReader(url.path)) }
      #expect(throws: (any Error).self) { try Trials.run(Trials.runner(), to: url.path) }
    }
  }

  @Test func anEmptyFileIsANewSweep() throws {
    try Trials.inFolder { folder in
      let url = folder.appendingPathComponent("a.sqlite")
      try Data().write(to: url)
      try open(url.path).close()
      #expect(try SweepReader(url.path).recipe("points") == "12")
    }
  }

  @Test func mergesThatDoNotFitAreErrorsAndLeaveNothing() throws {
    try Trials.inFolder { folder in
      func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
      for number in 1...2 {
        try Trials.run(Trials.runner(shard: Shard(text: "\(number)/2")), to: path("part-\(number)"))
      }
      var other = Trials.description
      other.nulls = 2
      try Trials.run(Trials.runner(other), to: path("other"))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()

      #expect {
        try SweepMerge.merge([path("part-1"), path("part-2"), path("part-1")], into: path("out"))
      } throws: { error in
        if case StoreError.overlap(_, let first, let second)? = error as? StoreError {
          first == path("part-1") && second == path("part-1")
        } else {
          false
        }
      }
      #expect {
        try SweepMerge.merge([path("part-1"), path("other")], into: path("out"))
      } throws: { error in
        if case StoreError.otherSweep(_, let key, _, _)? = error as? StoreError {
          key == "sweep"
        } else {
          false
        }
      }
      #expect(throws: FileError.self) { try SweepMerge.merge([path("part-1")], into: path("part-2")) }
      #expect(throws: FileError.self) { try SweepMerge.merge([path("nothing")], into: path("out")) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)

      // A part by itself can be gone on with.
      _ = try SweepMerge.merge([path("part-1")], into: path("out"))
      try Trials.run(Trials.runner(), to: path("out"))
      try Trials.run(Trials.runner(), to: path("whole"))
      #expect(try Trials.rows(path("out")) == Trials.rows(path("whole")))
    }
  }

  /// Makes a file what HookKit left when its metrics had no ranges and other names, which columns had too: version 2.
  private func makeOld(_ path: String) throws {
    func former(_ name: String) -> String { name.replacing(/[-_]([a-z])/) { $0.1.uppercased() } }
    try DatabaseQueue(path: path).write { database in
      var view = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_master WHERE name = 'results'") ?? ""
      for name in try String.fetchAll(database, sql: "SELECT name FROM metric_names") {
        view = view.replacing("\"\(Schema.column(ofMetric: name))\"", with: "\"\(former(name))\"")
        try database.execute(
          sql: "UPDATE recipe SET value = replace(value, ?, ?) WHERE key IN ('sweep', 'metrics')",
          arguments: [name, former(name)])
        try database.execute(
          sql: "UPDATE metric_names SET name = ? WHERE name = ?", arguments: [former(name), name])
      }
      try database.execute(sql: "DROP VIEW results")
      try database.execute(sql: view)
      for column in ["lowest", "highest"] {
        try database.execute(sql: "ALTER TABLE metric_names DROP COLUMN \(column)")
      }
      try database.execute(sql: "UPDATE recipe SET value = '2' WHERE key = 'version'")
      try database.execute(sql: "PRAGMA user_version = 2")
    }
  }

  /// Files of the last version are read by old names and new ones, and gone on with: then they are of this version.
  @Test func filesWithFormerNamesAreReadAndGoneOnWith() throws {
    try Trials.inFolder { folder in
      func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
      try Trials.run(Trials.runner(), to: path("whole"))
      try Trials.run(Trials.runner(shard: Shard(text: "1/2")), to: path("part"))
      try makeOld(path("part"))
      let old = try SweepResults(SweepReader(path("part")))
      #expect(old.metrics.map(\.name) == ["meanTotalVariation", "decisionSquare"])
      #expect(try old.metric("decisionSquare") == 1 && old.metric("decision-square") == 1)
      #expect(old.metrics.map(\.possibleRange) == [0...1, -1...1])
      #expect(
        try SweepReader(path("part")).query("SELECT meanTotalVariation FROM results").rows.count == old.rows.count)
      #expect(
        try SweepReader(path("part")).query("SELECT mean_total_variation FROM results").rows.count == old.rows.count)
      try Trials.run(Trials.runner(), to: path("part"))
      #expect(try Trials.rows(path("part")) == Trials.rows(path("whole")))
      let found = try SweepResults(SweepReader(path("part")))
      #expect(found.metrics.map(\.name) == ["mean-total-variation", "decision-square"])
      let sql = "SELECT mean_total_variation, decision_square FROM results"
      #expect(try SweepReader(path("part")).query(sql).rows.count == found.rows.count)
    }
  }

  /// Makes a file what the first HookKit would have left.
  private func makeOlder(_ path: String) throws {
    try makeOld(path)
    try DatabaseQueue(path: path).write { database in
      let view = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_master WHERE name = 'results'") ?? ""
      try database.execute(sql: "DROP VIEW results")
      try database.execute(sql: view.replacing(/, \(SELECT avg[^)]*\)[^)]*\) AS [a-z]+_net_change/, with: ""))
      try database.execute(sql: "DROP TABLE net_changes")
      try database.execute(sql: "DELETE FROM recipe WHERE key = 'draws'")
      try database.execute(sql: "UPDATE recipe SET value = '1' WHERE key = 'version'")
      try database.execute(sql: "UPDATE recipe SET value = 'hookctl 0.0.9' WHERE key = 'program'")
      try database.execute(sql: "PRAGMA user_version = 1")
    }
  }

  private func draw(_ description: inout SweepDescription, _ patch: String, nulls: Int = 0) {
    (description.levels, description.nulls, description.patches) = ("0", nulls, [patch])
  }

  /// Older files are read. Where the same seed gave other numbers, they are not gone on with.
  @Test(arguments: [
    ("noise(scale: {0.1, 0.2})@embedder.block2.res1.resadd_out", 0),
    ("noise(scale: {0.1, 0.2}, shared: true)@embedder.block2.res1.resadd_out", 0),
    ("resample(from: levels 1..<3)@{embedder.block2.res1.resadd_out}", 0),
    ("zero@{embedder.block2.res1.resadd_out}[31]", 2),
  ])
  func sweepsThatWereDrawnOtherwiseAreNotGoneOnWith(patch: String, nulls: Int) throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      do { try open(path) { draw(&$0, patch, nulls: nulls) }.close() }
      // One of this HookKit goes on.
      do { try open(path) { draw(&$0, patch, nulls: nulls) }.close() }
      #expect(try SweepReader(path).recipe("draws") == "\(SweepContents.draws)")
      try makeOlder(path)
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      let error = #expect(throws: StoreError.otherDraws(path: path, program: "hookctl 0.0.9")) {
        try open(path) { draw(&$0, patch, nulls: nulls) }
      }
      #expect(error?.explanation.category == .usage && error?.description.contains("name another file") == true)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      #expect(throws: StoreError.olderVersion(path: path, found: 1)) { try SweepMerge.merge([path], into: path + "-m") }
    }
  }

  @Test func olderFilesAreReadAndGoneOnWithWhereNothingIsDrawn() throws {
    try Trials.inFolder { folder in
      func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
      var description = Trials.description
      description.nulls = 0
      func runner(_ shard: Shard = .whole) throws -> SweepRunner { try Trials.runner(description, shard: shard) }
      try Trials.run(runner(), to: path("whole"))
      #expect(try SweepReader(path("whole")).recipe("draws") == "")
      try Trials.run(runner(Shard(text: "1/2")), to: path("older"))
      try makeOlder(path("older"))
      let results = try SweepResults(SweepReader(path("older")))
      #expect(!results.rows.isEmpty && results.rows.count < results.pointCount && results.sizes.isEmpty)
      try Trials.run(runner(), to: path("older"))
      let (older, whole) = (try Trials.rows(path("older")), try Trials.rows(path("whole")))
      #expect(older.filter { !$0.contains("hookctl 0.0.9") } == whole.filter { !$0.contains("key:\"program\"") })
      #expect(older.count == whole.count)
    }
  }

  /// What was asked before version 3 is still answered, with a word; other missing columns are missing.
  @Test func queriesKnowFormerColumns() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      try Trials.run(Trials.runner(), to: path)
      let reader = try SweepReader(path)
      let said = Locked<[String]>([])
      let former =
        "SELECT point, r.meanTotalVariation, max(DecisionSquare) FROM results r JOIN points p ON p.id = r.point"
      let found = try NameNotes.$current.withValue(NameNotes { line in said.withLock { $0.append(line) } }) {
        try reader.query(former)
      }
      #expect(
        said.withLock { $0 } == [
          "'meanTotalVariation' is now 'mean_total_variation'", "'DecisionSquare' is now 'decision_square'",
        ])
      let now = former.replacing("meanTotalVariation", with: "mean_total_variation")
        .replacing("DecisionSquare", with: "decision_square")
      #expect(try reader.query(now).rows == found.rows)
      #expect(try reader.results().columns == reader.query("SELECT * FROM results").columns)
      #expect(throws: StoreError.self) { try reader.query("SELECT meanTotalVariation, nothing FROM results") }
      #expect(throws: StoreError.self) { try reader.query("SELECT meanTotalVariation FROM points") }
    }
  }

  @Test func queriesCannotChangeAnything() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      try Trials.run(Trials.runner(), to: path)
      let reader = try SweepReader(path)
      for sql in ["DELETE FROM points", "nonsense", "SELECT nothing FROM results", "DROP TABLE points"] {
        #expect {
          try reader.query(sql)
        } throws: { error in
          if case StoreError.query? = error as? StoreError { true } else { false }
        }
      }
      let result = try reader.query("SELECT level, scale, site FROM results ORDER BY point LIMIT 1")
      #expect(result.columns == ["level", "scale", "site"])
      #expect(result.rows == [[.integer(0), .integer(0), .text("embedder.block2.res1.resadd_out")]])
    }
  }
}
