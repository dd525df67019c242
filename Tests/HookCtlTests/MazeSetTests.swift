import Foundation
import HookKit
import LimitedPrograms
import Testing

/// Sets of mazes in place of levels, and edits that name the level.
@Suite struct MazeSetTests {
  private static let site = "embedder.block2.res1.resadd_out"
  private static let ofLevel = "add(vector: level {level} minus level {level} without cheese, scale: -1)@\(site)"

  /// Six mazes of files, of which three have a decision square.
  private func withMazes(_ body: (Hookctl) throws -> Void) throws {
    try inFolder { hookctl in
      for level in 1...6 {
        let outcome = try hookctl(
          "maze", "edit", "--level", "\(level)", "--rotate", "90", "--random-cheese", "\(level)", "--out",
          "m\(level).maze")
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
      try body(hookctl)
    }
  }

  @Test func studiesTakeFiles() throws {
    try withMazes { hookctl in
      let files = ["--theme", "plain", "--mazes", "m*.maze"]
      let decision = try hookctl.run(["statistics", "decision", "--out", "d.json"] + files)
      #expect(decision.code == 0 && decision.output.contains("3 of 6 mazes have a decision square"), "\(decision)")
      let recipe = try hookctl.text("d.json")
      #expect(recipe.contains("\"name\": \"m1.maze\"") && !recipe.contains("\"levels\": \"0"))
      let behaviour = try hookctl.run(
        ["statistics", "behaviour", "--steps", "5", "--metric", "size", "--subsets", "2", "--data", "t.jsonl"] + files)
      #expect(behaviour.code == 0 && behaviour.output.contains("1 of each of 6 mazes"), "\(behaviour)")
      let probe = try hookctl.run(["probe", "--target", "cheese", "--site", "embedder.relufc_out"] + files)
      #expect(probe.code == 0 && probe.output.contains("24 observations of 6 mazes"), "\(probe)")
      let rollout = try hookctl.run(["rollout", "--steps", "5"] + files)
      #expect(rollout.code == 0 && rollout.output.hasPrefix("6 mazes, hard mode"), "\(rollout)")
      let capture = try hookctl.run(["capture", "--site", "embedder.relufc_out", "--out", "c.npz"] + files)
      #expect(capture.code == 0 && capture.output.contains("[6, 256]"), "\(capture)")

      // Trials of other mazes are no trials of these.
      let other = try hookctl(
        "maze", "edit", "--level", "1", "--random-cheese", "9", "--out", "m1.maze")
      #expect(other.code == 0)
      let again = try hookctl.run(
        ["statistics", "behaviour", "--steps", "5", "--metric", "size", "--subsets", "2", "--data", "t.jsonl"] + files)
      #expect(again.code != 0 && again.errors.contains("other mazes"), "\(again)")
    }
  }

  @Test func sweepsTakeFiles() throws {
    try withMazes { hookctl in
      let sweep = [
        "sweep", "--theme", "plain", "--mazes", "m*.maze", "--where", "decision-square", "--maze", "as it is", "--maze",
        "mirrored", "--metric", "mean-total-variation", "--patch", "zero@\(Self.site)", "--out", "s.sqlite",
      ]
      let outcome = try hookctl.run(sweep)
      #expect(outcome.code == 0 && outcome.output.contains("Mazes of m*.maze, with decision-square."), "\(outcome)")
      let rows = try hookctl(
        "results", "query", "s.sqlite", "SELECT level, maze FROM results WHERE maze = 'mirrored'", "--csv")
      #expect(rows.output == "level,maze\nm4.maze,mirrored\nm5.maze,mirrored\nm6.maze,mirrored\n", "\(rows)")
      let replay = try hookctl("replay", "s.sqlite")
      #expect(replay.code == 0 && replay.output.contains("bit for bit"), "\(replay)")
      // A file that changed is another sweep.
      #expect(try hookctl("maze", "edit", "--maze", "m4.maze", "--mirror", "--out", "m4.maze").code == 0)
      let changed = try hookctl.run(sweep)
      #expect(changed.code != 0 && changed.errors.contains("files"), "\(changed)")
    }
  }

  @Test func rulesMakeMazes() throws {
    try inFolder { hookctl in
      let outcome = try hookctl(
        "statistics", "decision", "--theme", "plain", "--levels", "0-20", "--where", "size 9..25", "--change",
        "rotated 90 and random cheese 3", "--out", "d.json")
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("levels 0..<21, each rotated 90 and random cheese 3, with size 9..25"))
      #expect(try hookctl.text("d.json").contains("\"change\": \"rotated 90 and random cheese 3\""))
    }
  }

  /// A call that names the level does on each what it does there alone.
  /// Titles and figures say what was made of the mazes, and pictures of paths have mazes of files under their names.
  @Test func titlesSayWhatWasChanged() throws {
    try withMazes { hookctl in
      let common = ["--theme", "plain", "--steps", "3"]
      func title(_ arguments: [String]) throws -> String { try hookctl.run(["rollout"] + common + arguments).output }
      let changed = try title(["--levels", "0-2", "--change", "mirrored", "--where", "size 3..25", "--facing", "left"])
      #expect(changed.hasPrefix("3 levels, each mirrored, with size 3..25, mouse facing left, hard mode"), "\(changed)")
      #expect(try title(["--level", "8", "--no-cheese"]).hasPrefix("Level 8, without cheese, hard mode"))
      #expect(try title(["--mazes", "m*.maze", "--out", "p.svg"]).hasPrefix("6 mazes, hard mode"))
      #expect(try hookctl.text("p.svg").contains("m4.maze"))

      let sweep = ["--levels", "0-2", "--change", "mirrored", "--metric", "size", "--patch", "zero@\(Self.site)"]
      #expect(try hookctl.run(["sweep", "--theme", "plain", "--out", "s.sqlite"] + sweep).code == 0)
      #expect(try hookctl("results", "plot", "s.sqlite", "--kind", "strips", "--out", "s.svg").code == 0)
      #expect(try hookctl.text("s.svg").contains("3 levels, each mirrored"))
    }
  }

  @Test func callsNameTheLevel() throws {
    try inFolder { hookctl in
      let levels = ["--theme", "plain", "--levels", "0,8"]
      let study = try hookctl.run(["statistics", "decision", "--patch", Self.ofLevel, "--json"] + levels)
      #expect(study.code == 0 && study.output.contains(Self.ofLevel), "\(study)")
      for level in ["0", "8"] {
        let own = try hookctl.run([
          "statistics", "decision", "--theme", "plain", "--levels", level, "--json", "--patch",
          Self.ofLevel.replacing("{level}", with: level),
        ])
        let row = try #require(own.output.firstMatch(of: /\{"level":\d+,[^{}]*/)?.0)
        #expect(study.output.contains(row), "\(row)")
      }
      let played = ["rollout", "--steps", "12", "--patch", Self.ofLevel]
      #expect(try hookctl.run(played + levels + ["--out", "a.jsonl"]).code == 0)
      let one = try hookctl.run(played + ["--theme", "plain", "--level", "8", "--out", "b.jsonl"])
      #expect(one.code == 0, "\(one.errors)")
      let (all, alone) = (try hookctl.text("a.jsonl"), try hookctl.text("b.jsonl"))
      let path = try #require(alone.firstMatch(of: /"path":\s*[^a-z]*/)?.0)
      #expect(all.contains(path))
      let capture = ["capture", "--theme", "plain", "--site", "embedder.block3.maxpool_out", "--patch"]
      let banks = try [
        [Self.ofLevel, "--levels", "0,8"], [Self.ofLevel.replacing("{level}", with: "8"), "--level", "8"],
      ].enumerated().map { number, arguments in
        let outcome = try hookctl.run(capture + arguments + ["--out", "\(number).npz"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try #require(TensorArchive(contentsOf: hookctl.path("\(number).npz"))["embedder.block3.maxpool_out"])
      }
      #expect(banks[0][rows: 1..<2].isIdentical(to: banks[1]))
      let least = try hookctl.run(
        ["minimise", "--levels", "0,8", "--metric", "mean-total-variation", "--patch", Self.ofLevel])
      #expect(least.code == 64 && least.errors.contains("{level} works in compare"), "\(least.errors)")
      let page = try hookctl.run(
        ["lab", "--theme", "plain", "--level", "3", "--mode", "easy", "--patch", Self.ofLevel, "--out", "lab.html"])
      #expect(page.code == 0, "\(page.errors)")
      let field = try hookctl.run(["vfield", "--theme", "plain", "--level", "8", "--patch", Self.ofLevel])
      #expect(field.code == 0 && field.output.contains("level 8 minus level 8"), "\(field.errors)")
    }
  }
}
