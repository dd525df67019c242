import Foundation
import LimitedPrograms
import Testing

/// Cards of commands that otherwise only print, or write arrays.
@Suite(.serialized) struct CardTests {
  private static let edit = ["--patch", "zero@embedder.block2.res1.resadd_out[31]"]
  private static let maze = ["--level", "8", "--mode", "easy", "--theme", "plain"]

  @Test func bundlesAreReplayedAndComparedOnCards() throws {
    try inFolder { hookctl in
      #expect(try hookctl.run(["compare", "--bundle", "a.bundle"] + Self.maze + Self.edit).code == 0)
      let replay = try hookctl.run(["replay", "a.bundle", "--out", "r.html", "--out", "r.md", "--out", "r.json"])
      #expect(replay.code == 0, "\(replay.errors)")
      #expect(try hookctl.text("r.md").hasPrefix("# a.bundle, computed again\n\noriginal: 43 sites on "))
      #expect(try hookctl.text("r.html").contains("embedder.block2.res1.resadd_out"))
      let diff = ["diff", "a.bundle#original", "a.bundle#patched"]
      let outcome = try hookctl.run(diff + ["--out", "d.txt", "--out", "d.json"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try hookctl.text("d.txt").contains("they first part at embedder.block2.res1.resadd_out"))
      let file = try #require(try json(hookctl.text("d.json")) as? [String: Any])
      let printed = try json(hookctl.run(diff + ["--json"]).output) as? NSArray
      #expect(file["runs"] as? NSArray == printed)
      #expect(file["recipe"] is [String: Any])
    }
  }

  @Test func plansAreExplainedOnCards() throws {
    try inFolder { hookctl in
      let base = ["explain"] + Self.maze + Self.edit
      let outcome = try hookctl.run(base + ["--cost", "--out", "e.html", "--out", "e.md", "--out", "e.json"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      for name in ["e.html", "e.md"] {
        let text = try hookctl.text(name)
        #expect(text.contains("256 of 8,192 elements") && text.contains("forward passes"))
      }
      #expect(try json(hookctl.text("e.json")) is [String: Any])
      let unknown = try hookctl.run(base + ["--out", "e.svg"])
      #expect(unknown.code == 64 && unknown.errors.contains("this command does not write .svg files"))
    }
  }

  @Test func whatWasCapturedIsOnACard() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(
        ["capture", "--site", "fc_policy_out", "--out", "a.npz", "--out", "a.md"] + Self.maze + Self.edit)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let card = try hookctl.text("a.md")
      #expect(card.contains("| fc_policy_out | float32 [1, 15] |"))
      #expect(card.contains("| 1 | zero@embedder.block2.res1.resadd_out[31] |"))
      #expect(card.contains("## How it was made"))
    }
  }
}
