import Foundation
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

  @Test func everythingIsWrittenIntoAFolder() throws {
    try inFolder(running: "plugin-program") { hookctl in
      let outcome = try hookctl.run(Self.plain + ["--out", "found", "--out", "a.csv", "--out", "b.md"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try hookctl.names == ["a-levels.csv", "a-mean.csv", "b.md", "found"])
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
        (["--levels", "x"], 64, "\"x\" is no level"), (["--levels", "8 without cheese"], 64, "these are no levels"),
        (["--out", "a.xls"], 64, "this command does not write .xls files"), (["--out", "no/where.csv"], 66, "mkdir -p no"),
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
