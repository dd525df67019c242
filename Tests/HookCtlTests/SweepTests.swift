import Foundation
import HookKit
import Testing

/// Sweeps through the real program: whatever ends a run, the next goes on, and the rows are those of an undisturbed run.
@Suite(.serialized) struct SweepTests {
  /// 48 units, one a level, of a few hundredths of a second each.
  private static let sweep = [
    "sweep", "--levels", "0..<48", "--mode", "easy", "--theme", "plain", "--metric", "meanTotalVariation",
    "--metric", "pathProbability(to: corner)", "--nulls", "2", "--workers", "2",
    "--patch", "add(vector: level 1 minus level 1 without cheese, scale: {-1..1/0.5})@{embedder.block*.res1.resadd_out}",
  ]

  private static let tables = [
    "recipe": "key", "axes": "position", "axis_values": "axis, position", "metric_names": "position", "points": "id",
    "coordinates": "point, axis", "metrics": "point, metric", "nulls": "point, control, draw, metric",
    "receipts": "point, position", "units": "id",
  ]

  /// Every row of every table but the log of runs; the command differs by where it writes.
  private func rows(_ file: String, _ hookctl: Hookctl) throws -> [String: String] {
    try Dictionary(uniqueKeysWithValues: Self.tables.map { table, order in
      let filter = table == "recipe" ? "WHERE key != 'command'" : ""
      let outcome = try hookctl("results", "query", file, "SELECT * FROM \(table) \(filter) ORDER BY \(order)", "--csv")
      #expect(outcome.code == 0, "\(outcome.errors)")
      return (table, outcome.output)
    })
  }

  private func undisturbed(_ hookctl: Hookctl) throws -> [String: String] {
    let outcome = try hookctl.run(Self.sweep + ["--out", "whole.sqlite"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try rows("whole.sqlite", hookctl)
  }

  @Test(.timeLimit(.minutes(5)))
  func killedTwentyTimesItEndsWithTheSameRows() throws {
    try inFolder { hookctl in
      let whole = try undisturbed(hookctl)
      var random = RandomStream(seed: 20)
      var kills = 0
      var counts: [Int] = []
      while kills < 22 {
        let process = try hookctl.start(Self.sweep + ["--out", "killed.sqlite"])
        Thread.sleep(forTimeInterval: 0.1 + 0.3 * Double(random.uniform()))
        if process.isRunning {
          kill(process.processIdentifier, SIGKILL)
          kills += 1
        }
        process.waitUntilExit()
        let count = try finished("killed.sqlite", hookctl)
        #expect(count >= counts.last ?? 0, "a finished point was lost")
        counts.append(count)
        try #require(counts.count < 200, "the sweep is over before it can be killed: \(counts)")
        if process.terminationReason == .exit {
          // It was done before its time; the next round begins anew.
          try FileManager.default.removeItem(atPath: hookctl.path("killed.sqlite"))
          counts = []
        }
      }
      #expect(Set(counts).count > 1, "no kill came between two units: \(counts)")
      #expect(try hookctl.run(Self.sweep + ["--out", "killed.sqlite"]).code == 0)
      #expect(try rows("killed.sqlite", hookctl) == whole)
      #expect(try hookctl.names == ["killed.sqlite", "whole.sqlite"])
    }
  }

  /// The number of finished points; 0 before there is a file that can be read.
  private func finished(_ file: String, _ hookctl: Hookctl) throws -> Int {
    let outcome = try hookctl("results", "query", file, "SELECT count(*) AS n FROM points", "--csv")
    return outcome.code == 0 ? Int(outcome.output.split(separator: "\n").last ?? "") ?? 0 : 0
  }

  @Test(.timeLimit(.minutes(2)))
  func anInterruptStopsBetweenUnits() throws {
    try inFolder { hookctl in
      let process = try hookctl.start(Self.sweep + ["--out", "a.sqlite"])
      while try finished("a.sqlite", hookctl) == 0, process.isRunning { Thread.sleep(forTimeInterval: 0.02) }
      process.interrupt()
      process.waitUntilExit()
      let outcome = try hookctl.outcome(of: process)
      #expect(outcome.code == 130)
      #expect(outcome.errors.contains("the same command goes on from here"))
      #expect(try hookctl.names == ["a.sqlite"])
      let count = try finished("a.sqlite", hookctl)
      #expect(count > 0 && count < 48 * 15)
      #expect(try hookctl.run(Self.sweep + ["--out", "a.sqlite"]).code == 0)
      #expect(try finished("a.sqlite", hookctl) == 48 * 15)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func aFileThatMayGrowNoFurtherIsAnErrorAndLosesNothing() throws {
    try inFolder { hookctl in
      let words = (Self.sweep + ["--out", "a.sqlite"]).map { "'\($0)'" }.joined(separator: " ")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "ulimit -f 400; \"$0\" \(words) > output 2> errors", Hookctl.program.path]
      process.currentDirectoryURL = hookctl.folder
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 66)
      #expect(try hookctl.text("errors").contains("all finished points are kept"))
      let count = try finished("a.sqlite", hookctl)
      #expect(count > 0)
      #expect(try hookctl.run(Self.sweep + ["--out", "a.sqlite"]).code == 0)
      #expect(try rows("a.sqlite", hookctl) == undisturbed(hookctl))
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "only Linux has /dev/full"))
  func aDeviceIsNoPlaceForResults() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(Self.sweep + ["--out", "/dev/full"])
      #expect([65, 66].contains(outcome.code))
      #expect(outcome.errors.hasPrefix("error: /dev/full"))
    }
  }

  private static let small = [
    "sweep", "--levels", "0,1,4", "--mode", "easy", "--theme", "plain", "--metric", "meanTotalVariation", "--nulls", "4",
    "--patch", "add(vector: level 1 minus level 1 without cheese, scale: {-1..1/1})@{embedder.block*.res1.resadd_out}",
  ]

  @Test func shardsMergeToTheWhole() throws {
    try inFolder { hookctl in
      #expect(try hookctl.run(Self.small + ["--out", "whole.sqlite"]).code == 0)
      for part in 1...3 { #expect(try hookctl.run(Self.small + ["--shard", "\(part)/3", "--out", "part-\(part).sqlite"]).code == 0) }
      let parts = (1...3).map { "part-\($0).sqlite" }
      #expect(try hookctl.run(["results", "merge"] + parts + ["--out", "merged.sqlite"]).code == 0)
      #expect(try rows("merged.sqlite", hookctl) == rows("whole.sqlite", hookctl))
      let again = try hookctl.run(["results", "merge"] + parts + ["--out", "merged.sqlite"])
      #expect(again.code == 66 && again.errors.contains("there is a file of that name"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func aMergeThatIsInterruptedLeavesNothing() throws {
    try inFolder { hookctl in
      for part in 1...2 { #expect(try hookctl.run(Self.small + ["--shard", "\(part)/2", "--out", "part-\(part).sqlite"]).code == 0) }
      for milliseconds in [5, 15, 30, 60] {
        let process = try hookctl.start(["results", "merge", "part-1.sqlite", "part-2.sqlite", "--out", "merged.sqlite"])
        Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
        process.terminate()
        process.waitUntilExit()
        let names = try hookctl.names.filter { !$0.hasPrefix("part-") }
        // Either it was done, or there is nothing under its name.
        #expect(names.allSatisfy { $0 == "merged.sqlite" || $0.hasPrefix(".merged.sqlite") }, "\(names)")
        if names.contains("merged.sqlite") {
          #expect(try hookctl("results", "show", "merged.sqlite").code == 0)
          try FileManager.default.removeItem(atPath: hookctl.path("merged.sqlite"))
        }
      }
      #expect(try hookctl("results", "merge", "part-1.sqlite", "part-2.sqlite", "--out", "merged.sqlite").code == 0)
    }
  }

  @Test func resultsComeInEveryForm() throws {
    try inFolder { hookctl in
      #expect(try hookctl.run(Self.small + ["--out", "a.sqlite"]).code == 0)
      let shown = try hookctl(
        "results", "show", "a.sqlite", "--against", "scale=0", "--out", "card.html", "--out", "card.md", "--out", "card.json",
        "--out", "card/")
      #expect(shown.code == 0, "\(shown.errors)")
      #expect(shown.output.contains("random percentile"))
      #expect(shown.output.contains("difference to scale 0"))
      let page = try hookctl.text("card.html")
      #expect(page.contains("data:image/svg+xml;base64,") && page.contains("<table>") && page.contains("How it was made"))
      #expect((try json(hookctl.text("card.json")) as? [String: Any])?["recipe"] != nil)
      for kind in ["dose", "heatmap", "strips"] {
        let plot = try hookctl("results", "plot", "a.sqlite", "--kind", kind, "--out", "\(kind).svg", "--out", "\(kind).png")
        #expect(plot.code == 0, "\(plot.errors)")
        #expect(try hookctl.text("\(kind).svg").contains("of_sweep"))
      }
      let export = try hookctl(
        "results", "export", "a.sqlite", "--out", "a.csv", "--out", "a.jsonl", "--out", "a.npz")
      #expect(export.code == 0, "\(export.errors)")
      #expect(try hookctl.text("a.csv").split(separator: "\r\n").count + hookctl.text("a.csv").split(separator: "\n").count > 27)
      let line = try hookctl.text("a.jsonl").split(separator: "\n").first.map(String.init) ?? ""
      #expect((try json(line) as? [String: Any])?["site"] as? String == "embedder.block1.res1.resadd_out")
      let archive = try TensorArchive(contentsOf: hookctl.path("a.npz"))
      #expect(archive["meanTotalVariation"]?.shape == [27])
      let replay = try hookctl("replay", "a.sqlite", "--units", "2")
      #expect(replay.code == 0 && replay.output.contains("bit for bit"), "\(replay.errors)")
    }
  }

  @Test func theForecastIsPrintedAndNothingRun() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(Self.small + ["--dry-run"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      for words in ["27: 3 mazes with 9 plans each", "shared prefixes", "forward passes", "time"] {
        #expect(outcome.output.contains(words), "\(words)")
      }
      #expect(try hookctl.names.isEmpty)
    }
  }

  @Test func bundlesAreReplayedAndCompared() throws {
    try inFolder { hookctl in
      let common = ["compare", "--level", "1", "--mode", "easy", "--theme", "plain", "--json"]
      for (name, call) in [("a", "zero@embedder.block2.res1.resadd_out[3]"), ("b", "zero@embedder.block2.res2.resadd_out[3]")] {
        #expect(try hookctl.run(common + ["--patch", call, "--bundle", "\(name).bundle"]).code == 0)
      }
      let replay = try hookctl("replay", "a.bundle")
      #expect(replay.code == 0 && replay.output.contains("bit for bit"), "\(replay.errors)")
      let same = try hookctl("diff", "a.bundle", "a.bundle", "--exact")
      #expect(same.output.contains("the same, bit for bit"))
      let other = try hookctl("diff", "a.bundle", "b.bundle")
      #expect(other.output.contains("original: the same, bit for bit"))
      #expect(other.output.contains("patched: they first part at embedder.block2.res1.resadd_out, square (0, 0)"))
      let value = try json(hookctl("diff", "a.bundle#original", "a.bundle#patched", "--json").output) as? [[String: Any]]
      #expect(value?.first?["firstSite"] as? String == "embedder.block2.res1.resadd_out")
      let unknown = try hookctl("diff", "a.bundle#none", "a.bundle")
      #expect(unknown.code == 64)
    }
  }

  @Test(arguments: [
    ("sweep-no-levels", ["sweep", "--patch", "zero@{embedder.*}", "--metric", "entropy", "--out", "a.sqlite"]),
    ("sweep-no-metric", ["sweep", "--levels", "0", "--patch", "zero@input_out", "--out", "a.sqlite"]),
    ("sweep-no-edits", ["sweep", "--levels", "0", "--metric", "entropy", "--out", "a.sqlite"]),
    ("sweep-no-output", ["sweep", "--levels", "0", "--metric", "entropy", "--patch", "zero@embedder.block1.conv_out"]),
    ("sweep-unknown-metric", ["sweep", "--levels", "0", "--metric", "entrop", "--patch", "zero@embedder.block1.conv_out", "--dry-run"]),
    ("sweep-unknown-axis", ["sweep", "--levels", "0", "--metric", "entropy", "--patch", "scale(by: {t})@embedder.block1.conv_out", "--dry-run"]),
    ("sweep-bad-shard", ["sweep", "--levels", "0", "--metric", "entropy", "--patch", "zero@{*conv_out}", "--shard", "3/2", "--dry-run"]),
    ("sweep-no-control", ["sweep", "--theme", "plain", "--levels", "0", "--metric", "entropy", "--patch", "zero@{*conv_out}", "--control", "channels", "--nulls", "2", "--dry-run"]),
    ("results-missing", ["results", "show", "nothing.sqlite"]),
  ])
  func errorsAreAsCommitted(name: String, arguments: [String]) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(arguments)
      #expect(outcome.code != 0 && outcome.output.isEmpty)
      try Snapshot.expect(outcome.errors, "errors/\(name)")
      #expect(try hookctl.names.isEmpty)
    }
  }
}
