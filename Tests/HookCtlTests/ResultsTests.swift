import Foundation
import HookKit
import LimitedPrograms
import Testing

/// What the program makes of finished sweeps, bundles and comparisons with controls.
@Suite struct ResultsTests {
  private static let small = [
    "sweep", "--levels", "0,1,4", "--mode", "easy", "--theme", "plain", "--metric", "mean-total-variation",
    "--nulls", "4",
    "--patch",
    "add(vector: level 1 minus level 1 without cheese, scale: {-1..1/1})@{embedder.block*.res1.resadd_out}",
  ]

  @Test func shardsMergeToTheWhole() throws {
    try inFolder { hookctl in
      #expect(try hookctl.run(Self.small + ["--out", "whole.sqlite"]).code == 0)
      for part in 1...3 {
        #expect(
          try hookctl.run(Self.small + ["--shard", "\(part)/3", "--out", "part-\(part).sqlite"]).code == 0)
      }
      let parts = (1...3).map { "part-\($0).sqlite" }
      #expect(try hookctl.run(["results", "merge"] + parts + ["--out", "merged.sqlite"]).code == 0)
      #expect(try SweepRows.all("merged.sqlite", hookctl) == SweepRows.all("whole.sqlite", hookctl))
      let again = try hookctl.run(["results", "merge"] + parts + ["--out", "merged.sqlite"])
      #expect(again.code == 66 && again.errors.contains("there is a file of that name"))
    }
  }

  @Test
  func aMergeThatIsInterruptedLeavesNothing() throws {
    try inFolder { hookctl in
      for part in 1...2 {
        #expect(
          try hookctl.run(Self.small + ["--shard", "\(part)/2", "--out", "part-\(part).sqlite"]).code == 0)
      }
      for milliseconds in [5, 15, 30, 60] {
        let process = try hookctl.start([
          "results", "merge", "part-1.sqlite", "part-2.sqlite", "--out", "merged.sqlite",
        ])
        Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
        process.send(SIGTERM)
        try process.wait()
        let names = try hookctl.names.filter { !$0.hasPrefix("part-") }
        // Either it was done, or there is nothing.
        #expect(names == [] || names == ["merged.sqlite"], "\(names)")
        if names.contains("merged.sqlite") {
          #expect(try hookctl("results", "show", "merged.sqlite").code == 0)
          try FileManager.default.removeItem(atPath: hookctl.path("merged.sqlite"))
        }
      }
      #expect(
        try hookctl("results", "merge", "part-1.sqlite", "part-2.sqlite", "--out", "merged.sqlite").code == 0)
    }
  }

  @Test func resultsComeInEveryForm() throws {
    try inFolder { hookctl in
      #expect(try hookctl.run(Self.small + ["--out", "a.sqlite"]).code == 0)
      let shown = try hookctl(
        "results", "show", "a.sqlite", "--against", "scale=0", "--out", "card.html", "--out", "card.md",
        "--out", "card.json",
        "--out", "card/")
      #expect(shown.code == 0, "\(shown.errors)")
      #expect(shown.output.contains("random percentile"))
      #expect(shown.output.contains("difference to scale 0"))
      let page = try hookctl.text("card.html")
      #expect(
        page.contains("data:image/svg+xml;base64,") && page.contains("<table>")
          && page.contains("How it was made"))
      #expect((try json(hookctl.text("card.json")) as? [String: Any])?["recipe"] != nil)
      for kind in ["dose", "heatmap", "strips"] {
        let plot = try hookctl(
          "results", "plot", "a.sqlite", "--kind", kind, "--out", "\(kind).svg", "--out", "\(kind).png")
        #expect(plot.code == 0, "\(plot.errors)")
        #expect(try hookctl.text("\(kind).svg").contains("of_sweep"))
      }
      // Three levels are too few for intervals, which the title then does not promise.
      for (option, title) in [
        ([], "mean effect over levels by strength"),
        (["--small-sample-intervals"], "effect by strength, with 95 % intervals over levels"),
      ] {
        let plot = try hookctl.run(["results", "plot", "a.sqlite", "--out", "dose.md"] + option)
        #expect(plot.code == 0, "\(plot.errors)")
        #expect(try hookctl.text("dose.md").contains(title), "\(option)")
      }
      let export = try hookctl(
        "results", "export", "a.sqlite", "--out", "a.csv", "--out", "a.jsonl", "--out", "a.npz")
      #expect(export.code == 0, "\(export.errors)")
      #expect(
        try hookctl.text("a.csv").split(separator: "\r\n").count
          + hookctl.text("a.csv").split(separator: "\n").count > 27)
      let line = try hookctl.text("a.jsonl").split(separator: "\n").first.map(String.init) ?? ""
      #expect((try json(line) as? [String: Any])?["site"] as? String == "embedder.block1.res1.resadd_out")
      let archive = try TensorArchive(contentsOf: hookctl.path("a.npz"))
      #expect(archive["mean_total_variation"]?.shape == [27])
      #expect(archive.metadata["site"]?.hasPrefix("[\"embedder.block1.res1.resadd_out\",") == true)
      #expect(try hookctl.text("a.recipe.json").contains("\"of_sweep\""))
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

  @Test func oneComparisonHasControlsAndCards() throws {
    try inFolder { hookctl in
      let outcome = try hookctl(
        "compare", "--level", "8", "--theme", "plain", "--nulls", "4", "--control", "random", "--control",
        "flipped",
        "--patch",
        "add(vector: level 8 minus level 8 without cheese, scale: -1)@embedder.block2.res1.resadd_out",
        "--out", "card.html", "--out", "card.md", "--out", "card.txt", "--out", "card.json")
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Null twins"))
      #expect(try hookctl.text("card.html").contains("random vectors of the same norm"))
      #expect(try hookctl.text("card.md").contains("**Receipts**"))
      let nulls = (try json(hookctl.text("card.json")) as? [String: Any])?["nulls"] as? [[String: Any]]
      #expect(nulls?.contains { $0["control"] as? String == "flipped" && $0["draws"] as? Int == 1 } == true)
    }
  }

  @Test func bundlesAreReplayedAndCompared() throws {
    try inFolder { hookctl in
      let common = ["compare", "--level", "1", "--mode", "easy", "--theme", "plain", "--json"]
      for (name, call) in [
        ("a", "zero@embedder.block2.res1.resadd_out[3]"), ("b", "zero@embedder.block2.res2.resadd_out[3]"),
      ] {
        #expect(try hookctl.run(common + ["--patch", call, "--bundle", "\(name).bundle"]).code == 0)
      }
      let replay = try hookctl("replay", "a.bundle")
      #expect(replay.code == 0 && replay.output.contains("bit for bit"), "\(replay.errors)")
      let same = try hookctl("diff", "a.bundle", "a.bundle", "--exact")
      #expect(same.output.contains("the same, bit for bit"))
      let other = try hookctl("diff", "a.bundle", "b.bundle")
      #expect(other.output.contains("original: the same, bit for bit"))
      #expect(
        other.output.contains("patched: they first part at embedder.block2.res1.resadd_out, square (0, 0)"))
      let value =
        try json(hookctl("diff", "a.bundle#original", "a.bundle#patched", "--json").output)
        as? [[String: Any]]
      #expect(value?.first?["firstSite"] as? String == "embedder.block2.res1.resadd_out")
      let unknown = try hookctl("diff", "a.bundle#none", "a.bundle")
      #expect(unknown.code == 64)
    }
  }

  static let errors: [(String, [String])] = [
    (
      "sweep-no-levels",
      ["sweep", "--patch", "zero@{embedder.*}", "--metric", "entropy", "--out", "a.sqlite"]
    ),
    ("sweep-no-metric", ["sweep", "--levels", "0", "--patch", "zero@input_out", "--out", "a.sqlite"]),
    ("sweep-no-edits", ["sweep", "--levels", "0", "--metric", "entropy", "--out", "a.sqlite"]),
    (
      "sweep-no-output",
      ["sweep", "--levels", "0", "--metric", "entropy", "--patch", "zero@embedder.block1.conv_out"]
    ),
    (
      "sweep-unknown-metric",
      [
        "sweep", "--levels", "0", "--metric", "entrop", "--patch", "zero@embedder.block1.conv_out",
        "--dry-run",
      ]
    ),
    (
      "sweep-unknown-axis",
      [
        "sweep", "--levels", "0", "--metric", "entropy", "--patch", "scale(by: {t})@embedder.block1.conv_out",
        "--dry-run",
      ]
    ),
    (
      "sweep-bad-shard",
      [
        "sweep", "--levels", "0", "--metric", "entropy", "--patch", "zero@{*conv_out}", "--shard", "3/2",
        "--dry-run",
      ]
    ),
    (
      "sweep-no-control",
      [
        "sweep", "--theme", "plain", "--levels", "0", "--metric", "entropy", "--patch", "zero@{*conv_out}",
        "--control", "channels", "--nulls", "2", "--dry-run",
      ]
    ),
    ("results-missing", ["results", "show", "nothing.sqlite"]),
  ]

  @Test(arguments: Self.errors)
  func errorsAreAsCommitted(name: String, arguments: [String]) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(arguments)
      #expect(outcome.code != 0 && outcome.output.isEmpty)
      try Snapshot.expect(outcome.errors, "errors/\(name)")
      #expect(try hookctl.names.isEmpty)
    }
  }
}
