import Foundation
import LimitedPrograms
import Testing

/// Streams that are closed, full, or read by nobody.
@Suite struct StreamTests {
  private static let sweep =
    "sweep --levels 0,1 --mode easy --theme plain --metric mean-total-variation --workers 1 "
    + "--patch 'zero@{embedder.block2.res1.resadd_out}'"

  @Test(arguments: [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
  func closedStreamsNeverBecomeDataFiles(closing: String) throws {
    try inFolder { hookctl in
      _ = try hookctl.shell("\"$0\" \(Self.sweep) --out a.sqlite \(closing)")
      let count = try hookctl("results", "query", "a.sqlite", "SELECT count(*) FROM points", "--csv")
      #expect(count.code == 0 && count.output.hasSuffix("\n2\n"), "\(count)")
      let behaviour = "statistics behaviour --levels '0..<2' --mode easy --theme plain --steps 5 --data"
      _ = try hookctl.shell("\"$0\" \(behaviour) a.jsonl \(closing); \"$0\" \(behaviour) b.jsonl > /dev/null 2>&1")
      #expect(try hookctl.text("a.jsonl") == hookctl.text("b.jsonl"))
    }
  }

  private static let hasFullDevice = FileManager.default.fileExists(atPath: "/dev/full")

  @Test(
    .enabled(if: hasFullDevice, "only Linux has /dev/full"),
    arguments: [
      "--help", "--version", "help vfield", "vfield --help", "--generate-completion-script bash", "interventions",
      "maze show --maze tiny.maze", "vfield --maze tiny.maze --theme plain --json",
    ])
  func whatCannotBePrintedIsAnError(command: String) throws {
    try inFolder { hookctl in
      try hookctl.write("mode: easy\n\n..C\n.##\nM..\n", to: "tiny.maze")
      let outcome = try hookctl.shell("\"$0\" \(command) > /dev/full")
      #expect(outcome.code == 66)
      #expect(outcome.errors.hasPrefix("error: standard output: "))
    }
  }

  @Test(
    .enabled(if: hasFullDevice, "only Linux has /dev/full"),
    arguments: [
      ("vfield --maze tiny.maze --theme plain --out new.json", "new.json"), ("sites --dot new.dot", "new.dot"),
      ("explain --patch 'zero@fc_policy_out' --write-plan new.json", "new.json"),
    ])
  func anErrorLeavesNoFile(command: String, file: String) throws {
    try inFolder { hookctl in
      try hookctl.write("mode: easy\n\n..C\n.##\nM..\n", to: "tiny.maze")
      let outcome = try hookctl.shell("\"$0\" \(command) > /dev/full")
      #expect(outcome.code == 66 && outcome.errors.hasPrefix("error: standard output: "), "\(outcome)")
      #expect(try hookctl.names == ["tiny.maze"])
      try hookctl.write("precious", to: file)
      #expect(try hookctl.shell("\"$0\" \(command) > /dev/full").code == 66)
      #expect(try hookctl.text(file) == "precious")
      #expect(try hookctl.shell("\"$0\" \(command)").code == 0)
      #expect(try hookctl.text(file) != "precious")
    }
  }

  /// Whether a user without rights can run the program, so that a limit of processes means something.
  private static let canBeNobody =
    getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")

  private static let nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups"

  @Test(
    .enabled(if: canBeNobody, "only root can become a user who may start no thread"),
    arguments: [
      "--version", "vfield --maze tiny.maze --theme plain",
      "rollout --mode easy --levels 0,1,2,3 --steps 3 --theme plain",
    ])
  func withoutThreadsOneIsEnough(command: String) throws {
    try inFolder { hookctl in
      try hookctl.write("mode: easy\n\n..C\n.##\nM..\n", to: "tiny.maze")
      let whole = try hookctl.shell("\"$0\" \(command)")
      // Where nobody may not read the program, there is nothing to be seen.
      guard try hookctl.shell("chmod 755 .; \(Self.nobody) test -x \"$0\" -a -r tiny.maze").code == 0 else { return }
      let outcome = try hookctl.shell("\(Self.nobody) bash -c \"ulimit -u 1; exec '$0' \(command)\"")
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output == whole.output)
    }
  }

  /// Results are SQLite's, whose library wants threads of the system's pool.
  @Test(.enabled(if: canBeNobody, "only root can become a user who may start no thread"))
  func withoutThreadsOneIsEnoughForResults() throws {
    try inFolder { hookctl in
      let sweep = Self.sweep.replacing("'", with: "")
      let whole = try hookctl.shell("chmod 777 .; \"$0\" \(sweep) --json --out whole.sqlite")
      #expect(whole.code == 0, "\(whole.errors)")
      guard try hookctl.shell("\(Self.nobody) test -x \"$0\"").code == 0 else { return }
      let alone = try hookctl.shell(
        "\(Self.nobody) bash -c \"ulimit -u 1; exec '$0' \(sweep) --json --out alone.sqlite\"")
      #expect(alone.code == 0, "\(alone.errors)")
      for command in [
        "results show alone.sqlite", "results export alone.sqlite --out a.csv",
        "results plot alone.sqlite --kind strips --out a.svg",
        "results merge alone.sqlite --out merged.sqlite", "replay alone.sqlite", "\(sweep) --dry-run",
      ] {
        let outcome = try hookctl.shell("\(Self.nobody) bash -c \"ulimit -u 1; exec '$0' \(command)\"")
        #expect(outcome.code == 0, "\(command): \(outcome.errors)")
      }
      let query = "SELECT * FROM results"
      #expect(
        try hookctl("results", "query", "whole.sqlite", query).output
          == hookctl("results", "query", "merged.sqlite", query).output)
    }
  }
}
