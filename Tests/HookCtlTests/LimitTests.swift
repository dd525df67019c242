import Foundation
import LimitedPrograms
import MazeEnv
import Testing

/// Limits of the system: the program does what it can with what there is, or says what it lacks. It never waits for ever,
/// and never ends as by a mistake of its own.
@Suite struct LimitTests {
  private static let site = "embedder.block2.res1.resadd_out"

  private static let commands = [
    "vfield --maze tiny.maze --theme plain", "results show a.sqlite",
    "sweep --levels 0 --mode easy --theme plain --metric mean-total-variation --patch 'zero@{\(site)}' --out new.sqlite",
    "probe --levels '0..<8' --mode easy --theme plain --site fc_policy_out --target cheese", "doctor",
  ]

  @Test(arguments: [
    "ulimit -n 4", "ulimit -n 6", "ulimit -n 8",
    "ulimit -v 150000", "ulimit -v 200000", "ulimit -v 300000",
  ])
  func theProgramSaysWhatItLacks(limit: String) throws {
    try inFolder { hookctl in
      try hookctl.write("mode: easy\n\n..C\n.##\nM..\n", to: "tiny.maze")
      let sweep = Self.commands[2].replacing("new.sqlite", with: "a.sqlite")
      #expect(try hookctl.shell("\"$0\" \(sweep)").code == 0)
      for command in Self.commands {
        let outcome = try hookctl.shell("\(limit); exec \"$0\" \(command)")
        // 127: the system's loader had not enough for the libraries.
        #expect([0, 66, 69, 71, 127].contains(outcome.code), "\(command): \(outcome)")
        #expect(!outcome.errors.contains("mistake in its code"), "\(command): \(outcome.errors)")
        if outcome.code == 71 { #expect(outcome.errors.contains("error: "), "\(command)") }
      }
    }
  }

  /// procgen's library ends the program with a word of its own where it gets no memory or no thread.
  @Test(.enabled(if: (try? ProcgenLibrary()) != nil), arguments: [400_000, 500_000, 600_000, 700_000])
  func procgensLibraryIsAskedOnlyForWhatThereIs(kibibytes: Int) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.shell("ulimit -v \(kibibytes); exec \"$0\" maze parity --steps 100 --no-speed")
      #expect([0, 71].contains(outcome.code), "\(outcome)")
      #expect(!outcome.errors.contains("fatal"), "\(outcome.errors)")
      if outcome.code == 71 { #expect(outcome.errors.contains("error: memory: the system gives no more of it")) }
    }
  }

  @Test func aSweepThatFailsLeavesNoFile() throws {
    try inFolder { (hookctl: Hookctl) throws in
      let sweep =
        "sweep --levels 0 --mode easy --theme plain --metric mean-total-variation "
        + "--patch 'set(value: {1e38})@\(Self.site)' --out a.sqlite"
      #expect(try hookctl.shell("\"$0\" \(sweep)").code == 64)
      let study =
        "statistics behaviour --levels '0..<3' --mode easy --theme plain --steps 3 "
        + "--patch 'set(value: 1e38)@\(Self.site)' --data a.jsonl"
      #expect(try hookctl.shell("\"$0\" \(study)").code == 64)
      #expect(try hookctl.names.isEmpty)
    }
  }

  @Test func sweepsOfMorePointsThanCanBeRunAreRefusedAtOnce() throws {
    try inFolder { hookctl in
      let axes = ["a", "b", "c"].map { "--patch 'scale(by: {\($0) = 1..999/1})@\(Self.site)'" }.joined(separator: " ")
      let outcome = try hookctl.shell(
        "\"$0\" sweep --levels 0 --theme plain --metric mean-total-variation \(axes) --dry-run")
      #expect(outcome.code == 64 && outcome.errors.contains("997,002,999 points"), "\(outcome)")
    }
  }

  /// What was found until then is printed.
  @Test(.timeLimit(.minutes(2))) func aLongSearchCanBeStopped() throws {
    try inFolder { hookctl in
      let search = try hookctl.start([
        "maze", "find", "--levels", "0...2147483647", "--where", "size=3", "--mode", "easy",
      ])
      usleep(800_000)
      search.send(SIGINT)
      let outcome = try search.outcome()
      #expect(outcome.code == 130, "\(outcome)")
      #expect(outcome.output.hasPrefix("LEVEL") && outcome.errors.contains("stopped before level"), "\(outcome)")
    }
  }

  /// A package manager that never ends, and starts a program of its own in another session.
  private static let stuck = """
    #!/bin/bash
    setsid bash -c 'trap : TERM; while :; do sleep 0.1; done' stuck-compiler &
    echo $! > "$STUCK"
    wait
    """

  #if os(Linux)
    @Test(.timeLimit(.minutes(2))) func compilersEndWithAKilledProgram() throws {
      try inFolder { hookctl in
        try FileManager.default.createDirectory(atPath: hookctl.path("bin"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: hookctl.path("Mine"), withIntermediateDirectories: true)
        try hookctl.write("// swift-tools-version: 6.1", to: "Mine/Package.swift")
        try hookctl.write(Self.stuck, to: "bin/swift")
        chmod(hookctl.path("bin/swift"), 0o755)
        let build = try hookctl.start(
          ["--plugin", "Mine", "interventions"],
          environment: [
            "PATH": "\(hookctl.path("bin")):/usr/bin:/bin", "HOOKCTL_PLUGIN_CACHE": hookctl.path("cache"),
            "STUCK": hookctl.path("stuck"),
          ])
        var compiler: pid_t?
        while compiler == nil, build.isRunning {
          usleep(20_000)
          compiler = (try? hookctl.text("stuck")).flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        let started = try #require(compiler, "the package manager was not called")
        build.send(SIGKILL)
        #expect(try build.wait() == -SIGKILL)
        for _ in 0..<500 where kill(started, 0) == 0 { usleep(20_000) }
        #expect(kill(started, 0) != 0, "the compiler runs on")
      }
    }
  #endif
}
