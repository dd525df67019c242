import Foundation
import LimitedPrograms
import Testing

/// Names of files, and what they mean.
@Suite struct NameTests {
  private func inMaze(_ body: (Hookctl) throws -> Void) throws {
    try inFolder { hookctl in
      try hookctl.write("mode: easy\n\n..C\n.##\nM..\n", to: "tiny.maze")
      try body(hookctl)
    }
  }

  @Test func namesThatAreNotUTF8AreReadAndWrittenByteForByte() throws {
    try inMaze { hookctl in
      let outcome = try hookctl.shell(
        #"""
        name=$(printf 'caf\351'); cp tiny.maze "$name.maze"
        "$0" maze edit --maze "$name.maze" --out "$name-out.maze" || exit 1
        test -s "$name-out.maze" && test "$(ls | wc -l)" = 3 && "$0" maze show --maze "$name-out.maze"
        """#)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("wrote caf\\xE9-out.maze"), "\(outcome.errors)")
      let missing = try hookctl.shell("\"$0\" maze show --maze $(printf 'caf\\352.maze')")
      #expect(missing.code == 66 && missing.errors.contains("caf\\xEA.maze"), "\(missing.errors)")
    }
  }

  /// Libraries that take text only would write under another name.
  @Test(arguments: [
    "sweep --levels 0 --mode easy --theme plain --metric mean-total-variation --patch 'zero@{fc_policy_out}' --out X.sqlite",
    "rollout --levels 0 --mode easy --theme plain --steps 2 --out X.npz",
    "statistics behaviour --levels '0..<2' --mode easy --theme plain --steps 2 --data X.jsonl",
  ])
  func whatCannotBeNamedSoIsRefused(command: String) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.shell("\"$0\" \(command.replacing("X", with: "$(printf 'caf\\351')"))")
      #expect(outcome.code == 64 && outcome.errors.contains("the name is not UTF-8"), "\(outcome)")
      #expect(try hookctl.names.isEmpty)
    }
  }

  @Test func oneFileByTwoPathsIsOneOutput() throws {
    try inMaze { hookctl in
      let field = "vfield --maze tiny.maze --theme plain"
      let setUp = "mkdir -p a; touch h1.json; ln -f h1.json h2.json; ln -sf l.json link.json; "
      for outputs in [
        "--out l.json --out ./l.json", "--out a/../l.json --out l.json", "--out=l.json --out \"$PWD/l.json\"",
        "--out link.json --out l.json", "--out h1.json --out h2.json", "--out l.json --bundle ./l.json",
      ] {
        let outcome = try hookctl.shell("\(setUp) \"$0\" \(field) \(outputs)")
        #expect(outcome.code == 64 && outcome.errors.contains("is to be written twice"), "\(outputs): \(outcome)")
      }
      #expect(try hookctl.shell("\"$0\" \(field) --out /dev/null --out l.json").code == 64)
    }
  }

  @Test func whatIsReadIsNotReplaced() throws {
    try inMaze { hookctl in
      let patch = "--patch 'add(vector: v.npz)@embedder.block1.conv_out'"
      #expect(
        try hookctl(
          "capture", "--maze", "tiny.maze", "--theme", "plain", "--site", "embedder.block1.conv_out", "--out", "v.npz"
        )
        .code == 0)
      let before = try hookctl.bytes("v.npz")
      let outcome = try hookctl.shell("\"$0\" vfield --maze tiny.maze --theme plain \(patch) --out ./v.npz")
      #expect(outcome.code == 64 && outcome.errors.contains("is read by this command"), "\(outcome)")
      #expect(try hookctl.bytes("v.npz") == before)
      // Editing in place is what it says.
      #expect(try hookctl("maze", "edit", "--maze", "tiny.maze", "--no-cheese", "--out", "tiny.maze").code == 0)
    }
  }

  @Test func linksAreFollowedAndPermissionsKept() throws {
    try inMaze { hookctl in
      let edit = "\"$0\" maze edit --maze tiny.maze --out"
      let outcome = try hookctl.shell(
        """
        mkdir there; ln -s there/new.maze dangling.maze; ln -s dangling.maze twice.maze
        \(edit) twice.maze && test -L twice.maze && test -L dangling.maze && test -s there/new.maze || exit 1
        ln -s nowhere/new.maze lost.maze; \(edit) lost.maze; test $? = 66 || exit 2
        echo old > fixed.maze; chmod 444 fixed.maze; \(edit) fixed.maze; test $? = 66 || exit 3
        grep -q old fixed.maze || exit 4
        umask 027; \(edit) mine.maze; test "$(stat -c %a mine.maze)" = 640 || exit 5
        """)
      #expect(outcome.code == 0, "\(outcome)")
    }
  }

  @Test(arguments: [
    ":memory:", "file:f.sqlite", "a?mode=memory.sqlite", "b%20c#d.sqlite", "file:x?mode=memory&cache=shared",
  ])
  func resultsAreInTheFileOfThatName(name: String) throws {
    try inFolder { hookctl in
      let sweep = [
        "sweep", "--levels", "0", "--mode", "easy", "--theme", "plain", "--metric", "mean-total-variation", "--patch",
        "zero@{fc_policy_out}", "--out", name,
      ]
      let outcome = try hookctl.run(sweep)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try hookctl.names == [name])
      #expect(try hookctl("results", "query", name, "SELECT count(*) FROM points", "--csv").output.hasSuffix("\n1\n"))
    }
  }
}
