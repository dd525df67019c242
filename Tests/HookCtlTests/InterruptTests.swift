import Foundation
import HookKit
import LimitedPrograms
import Testing

/// Nothing half-written, whatever ends a run.
@Suite(.serialized) struct InterruptTests {
  /// A run of many seconds.
  private static let long = [
    "capture", "--levels", "0..<40", "--all-squares", "--theme", "plain", "--site",
    "embedder.block1.conv_out", "--out", "big.npz",
  ]

  @Test(arguments: [0.05, 0.4, 1.5])
  func interruptLeavesNothingBehind(after seconds: Double) throws {
    try inFolder { hookctl in
      try hookctl.write("precious", to: "big.npz")
      let process = try hookctl.start(Self.long)
      Thread.sleep(forTimeInterval: seconds)
      process.send(SIGINT)
      let outcome = try process.outcome()
      // Before the program has started there is nobody to handle the signal.
      #expect(outcome.code == 130 || (seconds < 0.1 && outcome.code == -SIGINT))
      #expect(outcome.errors.isEmpty)
      #expect(try hookctl.names == ["big.npz"])
      #expect(try hookctl.text("big.npz") == "precious")
    }
  }

  @Test func aClosedPipeIsNoError() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.shell(
        "for n in 1 2 3 4 5; do \"$0\" maze state --level 0 --json | head -c 10 >/dev/null; done")
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "only Linux has /dev/full"))
  func aFullDiskIsAnError() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.shell("\"$0\" sites > /dev/full")
      #expect(outcome.code == 66)
      #expect(outcome.errors.hasPrefix("error: standard output: "))
    }
  }

  @Test func severalFilesAreWrittenTogetherOrNotAtAll() throws {
    try inFolder { hookctl in
      try hookctl.write("old", to: "a")
      let files = [("new", "a"), ("new", "b"), ("new", "missing/c")].map { text, name in
        FileOutput.Contents(Array(text.utf8), for: hookctl.path(name))
      }
      #expect(throws: FileError.self) { try FileOutput.write(files) }
      #expect(try hookctl.names == ["a"])
      #expect(try hookctl.text("a") == "old")
      try FileOutput.write(Array(files.dropLast()))
      #expect(try hookctl.names == ["a", "b"])
      #expect(try hookctl.text("a") == "new")
    }
  }
}
