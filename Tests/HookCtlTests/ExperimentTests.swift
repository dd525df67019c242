import Foundation
import LimitedPrograms
import MazeEnv
import Testing

/// Experiments of a program with a plugin: `Tests/PluginProgram`.
@Suite struct ExperimentTests {
  private static let plain = ["loudness", "--theme", "plain"]

  @Test func helpShowsExperimentsByPlugin() throws {
    try inFolder(running: "plugin-program") { hookctl in
      let help = try hookctl("--help")
      #expect(help.code == 0)
      #expect(help.output.contains("EXPERIMENTS (LOUD) SUBCOMMANDS:") || help.output.contains("Experiments (loud)"))
      #expect(help.output.contains("What a louder activation does to the field."))
      try Snapshot.expect(try hookctl("loudness", "--help").output, "help/loudness")
      #expect(try hookctl("interventions").output.contains("louder(by: 1)  from loud"))
    }
  }

  @Test func findingsArePrinted() throws {
    try inFolder(running: "plugin-program") { hookctl in
      let outcome = try hookctl.run(Self.plain + ["--by", "0", "--by", "1", "--seed", "5", "--mode", "easy"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.hasPrefix("Louder by 0.0, 1.0\n\nThe seed is 5, the mode easy.\n"))
      #expect(outcome.output.contains("level      by  change\n    0  0.0000  0.0000"))
      let data = try json(try hookctl.run(Self.plain + ["--json"]).output) as? [String: Any]
      let recipe = try #require(data?["recipe"] as? [String: Any])
      #expect(recipe["plugin"] as? String == "loud" && recipe["levels"] as? String == "0..<2")
      #expect((recipe["model"] as? [String: Any])?["name"] as? String == "maze-small (bundled)")
    }
  }

  @Test func mazesAreSets() throws {
    try inFolder(running: "plugin-program") { hookctl in
      func findings(_ arguments: [String]) throws -> (change: [Double], recipe: [String: Any]) {
        let outcome = try hookctl.run(Self.plain + arguments + ["--json"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let data = try #require(json(outcome.output) as? [String: Any])
        let tables = try #require(data["findings"] as? [[String: Any]])
        let rows = tables.first { $0["name"] as? String == "levels" }?["rows"] as? [[String: Any]]
        return (
          try #require(rows).compactMap { $0["change"] as? Double }, try #require(data["recipe"] as? [String: Any])
        )
      }
      let plain = try findings(["--levels", "0,3", "--mode", "easy"])
      let turned = try findings(["--levels", "0,3", "--mode", "easy", "--change", "rotated 90"])
      #expect(turned.recipe["change"] as? String == "rotated 90" && turned.recipe["levels"] as? String == "0,3")
      #expect(plain.change.count == 2 && turned.change != plain.change)
      // The same mazes from files.
      for level in ["0", "3"] {
        #expect(
          try hookctl("maze", "edit", "--level", level, "--mode", "easy", "--rotate", "90", "--out", "\(level).maze")
            .code
            == 0)
      }
      let files = try findings(["--mazes", "*.maze"])
      #expect(files.change == turned.change && (files.recipe["mazes"] as? [Any])?.count == 2)
      #expect(try findings(["--levels", "0-9", "--mode", "easy", "--where", "size 9..9"]).change.count < 10)
    }
  }

  /// The recipe says what was run, and whose code it was.
  @Test func recipesSayWhatWasUsed() throws {
    try inFolder(running: "plugin-program") { hookctl in
      #expect(try hookctl("model", "flip", "--axis", "left-right", "--out", "flipped.safetensors").code == 0)
      let info =
        try json(try hookctl("model", "info", "--model", "flipped.safetensors", "--json").output) as? [String: Any]
      func recipe(_ arguments: [String]) throws -> [String: Any] {
        let outcome = try hookctl.run(arguments)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try #require((json(outcome.output) as? [String: Any])?["recipe"] as? [String: Any])
      }
      let other = try recipe(Self.plain + ["--policy", "flipped.safetensors", "--json"])
      let usual = try recipe(Self.plain + ["--json"])
      let (model, bundled) = (other["model"] as? [String: Any], usual["model"] as? [String: Any])
      #expect(
        model?["name"] as? String == "flipped.safetensors" && model?["sha256"] as? String == info?["sha256"] as? String)
      #expect(model?["parameters_sha256"] as? String != bundled?["parameters_sha256"] as? String)

      // Its intervention in a plan: in recipes, plans, bundles and results.
      let plugins = [["name": "loud", "version": "1.2"]]
      let patch = ["--patch", "louder(by: 2)@embedder.block2.res1.resadd_out"]
      let compare = ["compare", "--level", "0", "--mode", "easy", "--theme", "plain"] + patch
      #expect(other["plugins"] as? [[String: String]] == plugins)
      #expect(
        try recipe(compare + ["--json", "--bundle", "a.bundle", "--write-plan", "plan.json"])["plugins"]
          as? [[String: String]]
          == plugins)
      #expect(try hookctl.text("plan.json").contains("\"plugin\" : \"loud\""))
      #expect(try (json(try hookctl.text("a.bundle")) as? [String: Any])?["plugins"] as? [[String: String]] == plugins)
      let sweep = [
        "sweep", "--levels", "0", "--mode", "easy", "--theme", "plain", "--metric", "entropy", "--out", "a.sqlite",
      ]
      #expect(try hookctl.run(sweep + patch).code == 0)
      let kept = try hookctl("results", "query", "a.sqlite", "SELECT value FROM recipe WHERE key = 'plugins'", "--csv")
      #expect(kept.output.contains("loud") && kept.output.contains("1.2"), "\(kept.output)")
      #expect(try recipe(["results", "show", "a.sqlite", "--json"])["plugins"] as? [[String: String]] == plugins)

      // Another version, and no plugin.
      let same = try hookctl("replay", "a.bundle")
      #expect(same.code == 0 && !same.errors.contains("note:"), "\(same.errors)")
      try hookctl.write(try hookctl.text("a.bundle").replacing("\"1.2\"", with: "\"1.1\""), to: "old.bundle")
      let old = try hookctl("replay", "old.bundle")
      #expect(
        old.code == 0 && old.errors.contains("the runs were made with loud 1.1, this is loud 1.2"), "\(old.errors)")
      let plan = try hookctl.text("plan.json")
      try inFolder { alone in
        try alone.write(plan, to: "plan.json")
        let outcome = try alone("explain", "--plan", "plan.json")
        #expect(
          outcome.errors.contains("is from the plugin loud, which this program does not have") && outcome.code != 0)
        #expect(outcome.errors.contains("--plugin"))
      }
    }
  }

  private static let probe = ["probe", "--levels", "0-1", "--folds", "2", "--site", "embedder.fc_out"]

  /// Conditions, metrics and controls of plugins are code behind a result as interventions are.
  @Test(arguments: [
    (
      [
        "rollout", "--level", "0", "--steps", "2", "--patch",
        "zero@embedder.block2.res1.resadd_out[5] when(even-steps)",
      ],
      true
    ),
    (["rollout", "--level", "0", "--steps", "2", "--patch", "zero@embedder.block2.res1.resadd_out[5]"], false),
    (probe + ["--target", "dead-ends"], true),
    (probe + ["--target", "cheese", "--where", "dead-ends>=0"], true), (probe + ["--target", "cheese"], false),
  ])
  func recipesNameThePluginsOfWhatElseIsUsed(_ arguments: [String], isNamed: Bool) throws {
    try inFolder(running: "plugin-program") { hookctl in
      let outcome = try hookctl.run(arguments + ["--mode", "easy", "--theme", "plain", "--json"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      let recipe = (try json(outcome.output) as? [String: Any])?["recipe"] as? [String: Any]
      let plugins = isNamed ? [["name": "loud", "version": "1.2"]] : nil
      #expect(recipe != nil && recipe?["plugins"] as? [[String: String]] == plugins)
    }
  }

  @Test func everythingIsWrittenIntoAFolder() throws {
    try inFolder(running: "plugin-program") { hookctl in
      let outcome = try hookctl.run(Self.plain + ["--out", "found", "--out", "a.csv", "--out", "b.md"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try hookctl.names == ["a.csv", "b.md", "found"])
      let found = try FileManager.default.contentsOfDirectory(atPath: hookctl.path("found")).sorted()
      #expect(
        found == [
          "README.md", "dose.png", "dose.svg", "findings.json", "levels.csv", "mean.csv", "vector.npz",
        ])
    }
  }

  @Test func mistakes() throws {
    try inFolder(running: "plugin-program") { hookctl in
      for (arguments, code, text) in [
        (["--levels", "x"], 64, "\"x\" is no level"), (["--mazes", "no.maze"], 66, "no.maze"),
        (["--levels", "0", "--mazes", "no.maze"], 64, "these are two sets of mazes"),
        (["--out", "a.xls"], 64, "this command does not write .xls files"),
        (["--out", "no/where.csv"], 66, "mkdir -p no"),
        (["--repeated"], 70, "two findings have this name"), (["--by", "loud"], 64, "The value 'loud' is invalid"),
        (["--out", "a.md", "--out", "a.md"], 64, "written twice"),
      ] as [([String], Int32, String)] {
        let outcome = try hookctl.run(Self.plain + arguments)
        #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(text), "\(arguments): \(outcome.errors)")
        #expect(try hookctl.names.isEmpty)
      }
      let wrong = try hookctl("loudnes")
      #expect(wrong.code == 64 && wrong.errors.contains("\"loudness\""))
    }
  }
}
