import Foundation
import HookKit
import LimitedPrograms
import Testing

@Suite struct StatisticsTests {
  private static let plain = ["--theme", "plain"]
  private static let small = ["statistics", "behaviour", "--mode", "easy", "--steps", "40"] + plain

  @Test func behaviourGoesOnWhereItStopped() throws {
    try inFolder { hookctl in
      let whole = try hookctl.run(Self.small + ["--levels", "0..<40", "--data", "whole.jsonl", "--out", "a.json"])
      #expect(whole.code == 0, "\(whole.errors)")
      let text = String(decoding: try FileInput.read(hookctl.path("whole.jsonl")), as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 41)
      // What an interrupt leaves: some whole lines, and the beginning of one.
      let cut = lines[..<17].joined(separator: "\n") + "\n" + lines[17].prefix(20)
      try hookctl.write(Array(cut.utf8), to: "cut.jsonl")
      try hookctl.write(FileInput.read(hookctl.path("whole.recipe.json")), to: "cut.recipe.json")
      let rest = try hookctl.run(Self.small + ["--levels", "0..<40", "--data", "cut.jsonl", "--out", "b.json"])
      #expect(rest.code == 0)
      #expect(rest.errors.contains("cut.jsonl: its last line was cut off; that episode is played again"))
      #expect(rest.errors.contains("cut.jsonl: 17 of 40 episodes are there"))
      #expect(try FileInput.read(hookctl.path("cut.jsonl")) == FileInput.read(hookctl.path("whole.jsonl")))
      #expect(rest.output == whole.output)
      let files = try ["a.json", "b.json"].map { name in
        try #require(try json(String(decoding: FileInput.read(hookctl.path(name)), as: UTF8.self)) as? [String: Any])
      }
      #expect((files[0]["findings"] as? NSArray) == (files[1]["findings"] as? NSArray))
    }
  }

  @Test func reportsInEveryForm() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(
        Self.small + ["--levels", "0..<30", "--out", "report", "--out", "page.html", "--out", "page.md"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("WHAT IT DOES\n\n- It reached the cheese in "))
      for name in ["report/README.md", "report/rates.csv", "report/cheese.svg", "page.html", "page.md"] {
        #expect(FileManager.default.fileExists(atPath: hookctl.path(name)), "\(name)")
      }
    }
  }

  @Test func episodesThatTellNothing() throws {
    try inFolder { hookctl in
      // Within one step nothing is reached, so that there is no regression, but a report that says why.
      let outcome = try hookctl.run(
        ["statistics", "behaviour", "--mode", "easy"] + Self.plain + ["--levels", "20..<80", "--steps", "1"])
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("There is no regression: \"got the cheese\": is no in all "))
      for (arguments, expected) in [
        (["--episodes", "0"], "--episodes 0: is out of range"),
        (["--metric", "euc-dist-chese-5x5"], "did you mean \"euc-dist-cheese-5x5\""),
        (["--out", "report.docx"], "this command does not write .docx files"),
      ] {
        let outcome = try hookctl.run(Self.small + ["--levels", "0..<4"] + arguments)
        #expect(outcome.code == 64 && outcome.errors.contains(expected), "\(outcome.errors)")
      }
      try hookctl.write(Array("no trials\n".utf8), to: "other.jsonl")
      let other = try hookctl.run(Self.small + ["--levels", "0..<4", "--data", "other.jsonl"])
      #expect(other.code == 65 && other.errors.contains("is no file of trials"))
    }
  }

  /// Whatever is wrong with an option is said before anything is played, run or written.
  @Test(arguments: [
    ("statistics behaviour", ["--folds", "0"]), ("statistics behaviour", ["--folds", "1"]),
    ("statistics behaviour", ["--folds", "-3"]), ("statistics behaviour", ["--folds", "5"]),
    ("statistics behaviour", ["--subsets", "0"]), ("statistics behaviour", ["--subsets", "1"]),
    ("statistics behaviour", ["--steps", "0"]), ("statistics behaviour", ["--levels", "2147483640..<2147483660"]),
    ("statistics behaviour", ["--patch", "zero@nonsense"]),
    ("statistics behaviour", ["--patch", "zero@*.conv_out[999]"]),
    ("statistics decision", ["--levels", "2147483640..<2147483660"]),
    ("statistics decision", ["--patch", "zero@nonsense"]),
    ("probe --target cheese --site embedder.fc_out", ["--folds", "1"]),
    ("probe --target cheese --site embedder.fc_out", ["--folds", "5"]),
    ("probe --target cheese --site embedder.fc_out", ["--squares", "0"]),
    ("probe --target cheese --site embedder.fc_out", ["--squares", "999999999999"]),
    ("probe --target cheese --site embedder.fc_out", ["--alpha", "-1"]),
    ("probe --target cheese --site embedder.fc_out", ["--c", "nan"]),
    ("probe --target action --site embedder.fc_out", ["--method", "ridge"]),
    ("probe --target cheese --site embedder.fc_out", ["--levels", "7"]),
    ("rollout", ["--levels", "2147483640..<2147483660"]), ("rollout", ["--steps", "0"]),
    ("rollout", ["--fps", "0", "--out", "a.gif"]),
    ("maze find", ["--limit", "0"]), ("maze find", ["--levels", "2147483640..<2147483660"]),
    ("capture --site embedder.fc_out --out a.npz", ["--levels", "2147483640..<2147483660"]),
  ])
  func optionsAreJudgedFirst(command: String, wrong: [String]) throws {
    try inFolder { hookctl in
      let levels = wrong.contains("--levels") ? [] : ["--levels", "0..<4"]
      let drawn = command.hasPrefix("maze") ? [] : Self.plain
      let data = command.hasSuffix("behaviour") ? ["--data", "d.jsonl"] : []
      let outcome = try hookctl.run(command.split(separator: " ").map(String.init) + levels + drawn + data + wrong)
      #expect(outcome.code == 64, "\(outcome.code): \(outcome.errors)")
      #expect(outcome.output.isEmpty)
      #expect(try FileManager.default.contentsOfDirectory(atPath: hookctl.folder.path) == [])
    }
  }

  /// Episodes with the likeliest actions are all the same one: it is played and counted once.
  @Test func copiesOfAnEpisodeAreNoEpisodes() throws {
    try inFolder { hookctl in
      let base = Self.small + ["--levels", "0..<12", "--policy", "argmax"]
      let many = try hookctl.run(base + ["--episodes", "20", "--data", "many.jsonl"])
      let one = try hookctl.run(base + ["--data", "one.jsonl"])
      #expect(many.code == 0 && one.code == 0, "\(many.errors)")
      #expect(many.output.contains("12 episodes: 1 of each of 12 levels"))
      #expect(
        many.output.contains("The likeliest actions are the same in every episode of a level: each is counted once."))
      #expect(try hookctl.text("many.jsonl") == hookctl.text("one.jsonl"))
      let played = try hookctl.run(
        [
          "rollout", "--level", "3", "--mode", "easy", "--steps", "20", "--policy", "argmax", "--episodes", "9",
          "--json",
        ]
          + Self.plain)
      #expect(played.errors.contains("--episodes 9: with the likeliest actions all episodes of a maze are the same"))
      #expect(played.output.contains("\"episodes\":1,"))
    }
  }

  /// A patch depends on its row, and yet draws nothing: its episodes are copies too. Those of noise are not.
  @Test(arguments: [("patch(from: level 1)@embedder.fc_out", 1), ("noise(scale: 0.1)@embedder.fc_out", 3)])
  func onlyDrawsMakeEpisodesDiffer(patch: String, episodes: Int) throws {
    try inFolder { hookctl in
      let played = try hookctl.run(
        [
          "rollout", "--level", "3", "--mode", "easy", "--steps", "4", "--policy", "argmax", "--episodes", "3",
          "--json",
        ]
          + Self.plain + ["--patch", patch])
      #expect(
        played.code == 0 && played.output.contains("\"episodes\":\(episodes),"), "\(played.output) \(played.errors)")
    }
  }

  /// Fewer than five levels, or episodes of one level, have no interval unless they are asked for.
  @Test(arguments: [
    Self.small + ["--levels", "0..<4"], Self.small + ["--levels", "0..<3", "--episodes", "5"],
    ["rollout", "--levels", "0..<4", "--mode", "easy", "--steps", "5"] + Self.plain,
    ["rollout", "--level", "0", "--episodes", "4", "--mode", "easy", "--steps", "5"] + Self.plain,
    ["statistics", "decision", "--levels", "0..<4", "--mode", "easy"] + Self.plain,
  ])
  func smallSamplesHaveIntervalsOnlyOnRequest(arguments: [String]) throws {
    try inFolder { hookctl in
      func intervals(_ more: [String]) throws -> Int {
        let outcome = try hookctl.run(arguments + more + ["--json"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "{\"low\":").count - 1
      }
      #expect(try intervals([]) == 0)
      #expect(try intervals(["--small-sample-intervals"]) > 0)
      let card = try hookctl.run(arguments + ["--out", "c.md"])
      #expect(card.code == 0, "\(card.errors)")
      #expect(try hookctl.text("c.md").contains("no interval with fewer than 5 (--small-sample-intervals prints them"))
    }
  }

  /// With several episodes of a level, levels are what counts: in rates, in the regression and in its verdict.
  @Test func episodesOfALevelAreNested() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(
        Self.small + ["--levels", "0..<40", "--episodes", "5", "--metric", "cheese-coord-norm"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("% over 40 levels"))
      #expect(outcome.output.contains("95 % interval over levels (Wilson, design effect)"))
      #expect(outcome.output.contains("episodes of levels that it has not seen"))
      #expect(outcome.output.contains("folds and random halves are of whole levels"))
      let few = try hookctl.run(Self.small + ["--levels", "0..<3", "--episodes", "5"])
      #expect(few.code == 0 && few.output.contains("3 levels: no interval with fewer than 5"), "\(few.output)")
    }
  }

  @Test func decisions() throws {
    try inFolder { hookctl in
      let base = ["statistics", "decision"] + Self.plain
      let outcome = try hookctl.run(
        base + ["--levels", "0..<30", "--out", "d", "--patch", "scale(by: 0.5)@embedder.block2.res1.resadd_out"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("towards the cheese, patched minus original"))
      #expect(outcome.output.contains(" levels have a decision square; not counted: "))
      for name in ["histogram-cheese.svg", "histogram-corner.svg", "scatter.svg", "boxes.svg", "levels.csv"] {
        #expect(FileManager.default.fileExists(atPath: hookctl.path("d/\(name)")), "\(name)")
      }
      let again = try hookctl.run(base + ["--levels", "0..<30", "--json"])
      #expect(again.code == 0 && !again.output.contains("patched minus original"))
      let none = try hookctl.run(base + ["--levels", "0"])
      let found = try hookctl.run(["maze", "find", "--levels", "0", "--where", "decision-square"])
      if found.output.isEmpty {
        #expect(none.code == 64 && none.errors.contains("1 level: none has a decision square"))
      } else {
        #expect(none.code == 0)
      }
    }
  }

  @Test func decisionsAmongNullTwins() throws {
    try inFolder { hookctl in
      let base = ["statistics", "decision", "--levels", "0..<30"] + Self.plain
      let outcome = try hookctl.run(
        base + [
          "--nulls", "3", "--control", "random", "--patch", "scale(by: 0.5)@embedder.block2.res1.resadd_out", "--out",
          "d.json", "--out", "d.html", "--out", "d.md",
        ])
      #expect(outcome.code == 0, "\(outcome.errors)")
      let title = "Null twins: where the effect stands among theirs, with 95 % intervals"
      #expect(outcome.output.contains(title))
      for name in ["d.html", "d.md"] { #expect(try hookctl.text(name).contains(title)) }
      let findings = try #require((try json(hookctl.text("d.json")) as? [String: Any])?["findings"] as? [[String: Any]])
      func rows(_ name: String, _ key: String) -> [[String: Any]] {
        findings.first { $0["name"] as? String == name }?[key] as? [[String: Any]] ?? []
      }
      let nulls = rows("null-twins", "rows")
      #expect(nulls.map { $0["metric"] as? String } == ["towards the cheese", "towards the corner", "other"])
      #expect(nulls.allSatisfy { $0["draws"] as? Int == 3 })
      let change = rows("probabilities", "measures").first {
        $0["name"] as? String == "towards the cheese, patched minus original"
      }
      let (measured, held) = (change?["value"] as? Double ?? 1, nulls.first?["effect"] as? Double ?? 0)
      #expect(abs(measured - held) < 1e-12)
      for (arguments, expected) in [
        (["--nulls", "3"], "--nulls 3: null twins are made of edits, and there are none"),
        (["--control", "random"], "--control random: says how null twins are made, and none are asked for"),
      ] {
        let outcome = try hookctl.run(base + arguments)
        #expect(outcome.code == 64 && outcome.errors.contains(expected), "\(outcome.errors)")
      }
    }
  }
}
