import Foundation
import LimitedPrograms
import Testing

/// A file that is of one kind whatever its name does not get the name of another kind.
@Suite struct EndingTests {
  private static let patch = "zero@embedder.block2.res1.resadd_out"

  @Test(arguments: [
    (["sweep", "--levels", "0", "--metric", "size", "--patch", patch, "--out", "x.png"], ".sqlite"),
    (["results", "merge", "a.sqlite", "--out", "x.json"], ".sqlite"),
    (["sites", "--dot", "x.png"], ".dot"), (["maze", "state", "--level", "0", "--bytes", "x.maze"], ".state"),
    (["vfield", "--level", "0", "--theme", "plain", "--bundle", "x.png"], ".bundle or .json"),
    (["statistics", "behaviour", "--levels", "0-3", "--metric", "size", "--data", "x.csv"], ".jsonl"),
  ])
  func namesOfOtherKindsAreRefused(arguments: [String], endings: String) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(arguments)
      #expect(outcome.code == 64 && outcome.errors.contains("use \(endings)"), "\(outcome.errors)")
      #expect(try hookctl.names.isEmpty)
    }
  }

  @Test(arguments: ["x", "x.db", "x.sqlite", "x.folder"])
  func otherNamesAreNot(name: String) throws {
    try inFolder { hookctl in
      let sweep = ["sweep", "--levels", "0", "--mode", "easy", "--theme", "plain", "--metric", "size"]
      let outcome = try hookctl.run(sweep + ["--patch", Self.patch, "--out", name])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try hookctl.names == [name])
      let several = try hookctl("results", "query", name, "SELECT 1; SELECT 2")
      #expect(several.code == 64 && several.errors.contains("these are several statements, and one is run"))
      let infinite = try hookctl("results", "query", name, "SELECT 1, 9e999 AS huge", "--json")
      #expect(infinite.code == 64 && infinite.output.isEmpty, "\(infinite)")
      #expect(infinite.errors.contains("its column \"huge\" holds a number that is not finite"))
    }
  }
}
