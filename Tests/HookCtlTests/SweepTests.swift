import Foundation
import HookKit
import LimitedPrograms
import Testing

/// Sweeps through the real program: whatever ends a run, the next goes on, and the rows are those of an undisturbed run.
@Suite(.serialized) struct SweepTests {
  /// 48 units, one a level, of 7 fields and 12 null twins each.
  private static let sweep = [
    "sweep", "--levels", "0..<48", "--mode", "easy", "--theme", "plain", "--metric", "mean-total-variation",
    "--metric", "path-probability(to: corner)", "--nulls", "2", "--workers", "2",
    "--patch",
    "add(vector: level 1 minus level 1 without cheese, scale: {-1, 1})@{embedder.block*.res1.resadd_out}",
  ]

  /// The rows of a run that nothing ends, which is made once for all tests.
  private static let undisturbed = Result {
    var rows: [String: String] = [:]
    try inFolder { hookctl in
      let outcome = try hookctl.run(sweep + ["--out", "whole.sqlite"])
      try #require(outcome.code == 0, "\(outcome.errors)")
      rows = try SweepRows.all("whole.sqlite", hookctl)
    }
    return rows
  }

  @Test
  func killedTwentyTimesItEndsWithTheSameRows() throws {
    try inFolder { hookctl in
      let whole = try Self.undisturbed.get()
      var random = RandomStream(seed: 20)
      var kills = 0
      var counts: [Int] = []
      while kills < 22 {
        let process = try hookctl.start(Self.sweep + ["--out", "killed.sqlite"])
        // Every other kill comes after a further unit, so that the sweep gets somewhere on a busy machine too.
        if kills % 2 == 1 {
          let last = counts.last ?? 0
          while process.isRunning, try finished("killed.sqlite", hookctl) <= last {
            Thread.sleep(forTimeInterval: 0.02)
          }
        }
        Thread.sleep(forTimeInterval: 0.3 * Double(random.uniform()))
        if process.isRunning {
          process.send(SIGKILL)
          kills += 1
        }
        let code = try process.wait()
        let count = try finished("killed.sqlite", hookctl)
        #expect(count >= counts.last ?? 0, "a finished point was lost")
        counts.append(count)
        try #require(counts.count < 100, "the sweep is over before it can be killed: \(counts)")
        if code >= 0 {
          // It was done before its time; the next round begins anew.
          try FileManager.default.removeItem(atPath: hookctl.path("killed.sqlite"))
          counts = []
        }
      }
      #expect(Set(counts).count > 1, "no kill came between two units: \(counts)")
      #expect(try hookctl.run(Self.sweep + ["--out", "killed.sqlite"]).code == 0)
      #expect(try SweepRows.all("killed.sqlite", hookctl) == whole)
      #expect(try hookctl.names == ["killed.sqlite"])
    }
  }

  /// The number of finished points; 0 before there is a file that can be read.
  private func finished(_ file: String, _ hookctl: Hookctl) throws -> Int {
    let outcome = try hookctl("results", "query", file, "SELECT count(*) AS n FROM points", "--csv")
    return outcome.code == 0 ? Int(outcome.output.split(separator: "\n").last ?? "") ?? 0 : 0
  }

  @Test
  func anInterruptStopsBetweenUnits() throws {
    try inFolder { hookctl in
      let process = try hookctl.start(Self.sweep + ["--out", "a.sqlite"])
      while try finished("a.sqlite", hookctl) == 0, process.isRunning { Thread.sleep(forTimeInterval: 0.02) }
      process.send(SIGINT)
      let outcome = try process.outcome()
      #expect(outcome.code == 130)
      #expect(outcome.errors.contains("points are kept in a.sqlite; go on with"))
      #expect(try hookctl.names == ["a.sqlite"])
      let count = try finished("a.sqlite", hookctl)
      #expect(count > 0 && count < 48 * 6)
      #expect(try hookctl.run(Self.sweep + ["--out", "a.sqlite"]).code == 0)
      #expect(try finished("a.sqlite", hookctl) == 48 * 6)
    }
  }

  @Test
  func aFileThatMayGrowNoFurtherIsAnErrorAndLosesNothing() throws {
    try inFolder { hookctl in
      let words = (Self.sweep + ["--out", "a.sqlite"]).map { "'\($0)'" }.joined(separator: " ")
      let outcome = try hookctl.shell("ulimit -f 400; \"$0\" \(words)")
      #expect(outcome.code == 66)
      #expect(outcome.errors.contains("all finished points are kept"))
      let count = try finished("a.sqlite", hookctl)
      #expect(count > 0)
      #expect(try hookctl.run(Self.sweep + ["--out", "a.sqlite"]).code == 0)
      #expect(try SweepRows.all("a.sqlite", hookctl) == Self.undisturbed.get())
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
}
