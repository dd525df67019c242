import Foundation
import LimitedPrograms
import Testing

@Suite struct MazeTests {
  @Test func mazesAreDrawnAsText() throws {
    try inFolder { hookctl in
      try Snapshot.expect(try hookctl("maze", "show", "--level", "0").output, "maze-level-0")
    }
  }

  @Test func stateVariablesHaveTheirNames() throws {
    try inFolder { hookctl in
      try Snapshot.expect(try hookctl("maze", "state", "--level", "0").output, "state-level-0")
      let all = try json(try hookctl("maze", "state", "--level", "0", "--json").output) as? [String: Any]
      #expect(all?["game_name"] as? String == "maze")
      #expect(all?["current_level_seed"] as? Int == 0)
      #expect((all?["data"] as? [Int])?.count == 625)
    }
  }

  /// Some commands look at a file twice, and a pipe gives its contents once.
  @Test func pipesAreTakenAsFilesAre() throws {
    try inFolder { hookctl in
      #expect(try hookctl("maze", "edit", "--level", "0", "--outer", "--cheese", "6,7", "--out", "a.maze").code == 0)
      let shown = try hookctl.shell("cat a.maze | \"$0\" maze show --maze /dev/stdin")
      #expect(shown.output.contains("cheese (0, 1)"), "\(shown.errors)")
      try hookctl.write("version: 1\nedits:\n  - \"zero@embedder.fc_out\"\n", to: "plan.yaml")
      let captured = try hookctl.shell(
        "\"$0\" capture --levels 0-1 --mode easy --theme plain --site embedder.fc_out --plan <(cat plan.yaml) --out a.npz"
      )
      #expect(captured.output.contains("zero@embedder.fc_out"), "\(captured.errors)")
    }
  }

  @Test func editedMazesComeBackFromEitherForm() throws {
    try inFolder { hookctl in
      let edit = try hookctl(
        "maze", "edit", "--level", "0", "--outer", "--cheese", "6,7", "--out", "a.maze", "--out", "a.state")
      #expect(edit.code == 0)
      #expect(edit.errors == "wrote a.maze, a.state\n")
      let (text, state) = (
        try hookctl("maze", "show", "--maze", "a.maze"), try hookctl("maze", "show", "--state", "a.state")
      )
      #expect(text.output.contains("cheese (0, 1)"))
      #expect(text.output.hasPrefix("a.maze, ") && text.output == state.output.replacing("a.state", with: "a.maze"))
      let again = try hookctl("maze", "edit", "--maze", "a.maze")
      #expect(try again.output == hookctl.text("a.maze"))
    }
  }

  @Test func editsOffTheDistributionAreNamed() throws {
    try inFolder { hookctl in
      let outcome = try hookctl(
        "maze", "edit", "--level", "0", "--no-cheese", "--open", "1,0", "1,1", "--wall", "0,2")
      #expect(outcome.code == 0)
      try Snapshot.expect(outcome.errors + outcome.output, "maze-edit")
    }
  }

  @Test func theReplacedWallIsAllowedInWords() throws {
    try inFolder { hookctl in
      let arguments = ["maze", "edit", "--level", "0", "--cheese", "1,1"]
      let (plain, replacing) = (try hookctl.run(arguments), try hookctl.run(arguments + ["--replace-wall"]))
      #expect(plain.code == 64)
      #expect(replacing.code == 0)
    }
  }

  @Test func levelsAreFound() throws {
    try inFolder { hookctl in
      let outcome = try hookctl(
        "maze", "find", "--levels", "0..<40", "--where", "decision-square", "size>=15")
      #expect(outcome.code == 0)
      try Snapshot.expect(outcome.output + outcome.errors, "maze-find")
      let found = try json(
        try hookctl(
          "maze", "find", "--levels", "0...39", "--where", "decision-square", "--where", "size>=15", "--json"
        ).output)
      #expect((found as? [[String: Any]])?.allSatisfy { ($0["size"] as? Int ?? 0) >= 15 } == true)
      let one = try hookctl("maze", "find", "--levels", "0..<40", "--limit", "1", "--json")
      #expect((try json(one.output) as? [Any])?.count == 1)
    }
  }

  @Test(.enabled(if: Hookctl.hasPictures, "procgen's pictures are not installed: run make setup"))
  func picturesAre512Wide() throws {
    try inFolder { hookctl in
      #expect(try hookctl("maze", "show", "--level", "0", "--out", "maze.png").code == 0)
      let bytes = try hookctl.bytes("maze.png")
      #expect(Array(bytes[16..<24]) == [0, 0, 2, 0, 0, 0, 2, 0])
      #expect(String(decoding: bytes, as: UTF8.self).contains("hookctl maze show --level 0"))
    }
  }
}
