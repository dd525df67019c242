import Foundation
import LimitedPrograms
import Testing

/// Null twins stand for the whole plan, in every command that has them.
@Suite(.serialized) struct NullTwinTests {
  private static let site = "embedder.block2.res1.resadd_out"
  private static let plain = ["--theme", "plain", "--nulls", "5"]
  private static let parts = [
    "--patch", "add(vector: level 8, scale: -1)@\(site)", "--patch", "add(vector: level 8 without cheese)@\(site)",
  ]
  private static let whole = ["--patch", "add(vector: level 8 minus level 8 without cheese, scale: -1)@\(site)"]

  private func summary(_ hookctl: Hookctl, _ arguments: [String]) throws -> [String: Any] {
    let outcome = try hookctl.run(arguments + ["--json"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try #require(try json(outcome.output) as? [String: Any])
  }

  /// The README's cheese vector, in two parts that are many times as large as their sum, and as one edit.
  @Test func aPlanInTwoPartsIsHeldAgainstTheSizeOfItsSum() throws {
    try inFolder { hookctl in
      func nulls(_ edits: [String]) throws -> (percentile: Double, size: [String: Any]) {
        let found = try summary(hookctl, ["compare", "--level", "8"] + Self.plain + edits)
        let entries = try #require(found["nulls"] as? [[String: Any]])
        let entry = try #require(entries.first { $0["metric"] as? String == "mean-total-variation" })
        let sizes = try #require(found["nullSizes"] as? [[String: Any]])
        #expect(sizes.count == 1 && sizes[0]["site"] as? String == Self.site && sizes[0]["draws"] as? Int == 5)
        return (try #require(entry["percentile"] as? Double), sizes[0])
      }
      let (together, apart) = (try nulls(Self.whole), try nulls(Self.parts))
      #expect(together.percentile == apart.percentile)
      for size in [together.size, apart.size] {
        let (edits, twins) = (try #require(size["edits"] as? Double), try #require(size["meanOfTwins"] as? Double))
        #expect(edits < 0.5 && abs(edits - twins) < 1e-3 * edits)
        #expect(abs(edits - (together.size["edits"] as? Double ?? 0)) < 1e-3)
      }
    }
  }

  @Test func decisionsAndRolloutsTellSizes() throws {
    try inFolder { hookctl in
      let study = try hookctl.run(
        ["statistics", "decision", "--levels", "0..<12", "--out", "d.md"] + Self.plain + Self.parts)
      #expect(study.code == 0, "\(study.errors)")
      let title = "Net change at each site, as a part of the activation's norm"
      #expect(study.output.contains(title))
      #expect(try hookctl.text("d.md").contains(title))
      let play = try hookctl.run(
        ["rollout", "--level", "8", "--steps", "5", "--out", "r.md"] + Self.plain + Self.parts)
      #expect(play.code == 0, "\(play.errors)")
      #expect(play.output.contains(title))
      #expect(try hookctl.text("r.md").contains(title))
    }
  }

  @Test func twinsAreOnTheCardOfAComparison() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(
        [
          "compare", "--level", "1", "--mode", "easy", "--out", "c.txt", "--control", "random", "--control", "flipped",
          "--patch", "noise(scale: 0.5)@\(Self.site)",
        ] + Self.plain)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Net change at each site"))
      #expect(try hookctl.text("c.txt").contains("Net change at each site"))
    }
  }
}
