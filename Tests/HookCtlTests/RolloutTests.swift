import Foundation
import LimitedPrograms
import Testing

/// `hookctl rollout` as a user runs it.
@Suite(.serialized) struct RolloutTests {
  private static let site = "embedder.block2.res1.resadd_out"
  private static let play = [
    "rollout", "--theme", "plain", "--levels", "0..<6", "--mode", "easy", "--steps", "30",
  ]

  private func play(_ hookctl: Hookctl, _ more: String...) throws -> Hookctl.Outcome {
    try hookctl.run(Self.play + more)
  }

  @Test func theSameCommandTwiceGivesTheSameBytes() throws {
    let outputs = ["e.jsonl", "e.npz", "e.gif", "e.svg", "e.json"]
    let options = [
      "--versus", "original", "--patch", "noise@\(Self.site) when(from: 3)", "--levels", "0..<3", "--size",
      "600",
    ]
    func run(_ hookctl: Hookctl) throws -> [[UInt8]] {
      let arguments =
        Self.play.filter { !["--levels", "0..<6"].contains($0) } + options
        + outputs.flatMap { ["--out", $0] }
      let outcome = try hookctl.run(arguments)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try hookctl.names == (outputs + ["e.recipe.json"]).sorted())
      #expect(try hookctl.text("e.jsonl").split(separator: "\n").count == 6)
      #expect(try hookctl.text("e.jsonl").split(separator: "\n").allSatisfy { $0.hasPrefix("{\"episode\":") })
      let beside = try #require(try json(hookctl.text("e.recipe.json")) as? [String: Any])
      #expect(beside["variants"] as? [String] == ["original", "patched"] && beside["recipe"] != nil)
      return try (outputs + ["e.recipe.json"]).map(hookctl.bytes)
    }
    var first: [[UInt8]] = []
    try inFolder { first = try run($0) }
    try inFolder {
      let again = try run($0)
      #expect(again == first)
    }
  }

  @Test func theSummarySaysWhereAgentsPart() throws {
    try inFolder { hookctl in
      let outcome = try play(
        hookctl, "--versus", "original", "--patch", "noise(scale: 3)@\(Self.site) when(at-new-square)")
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Where agents part from original"))
      #expect(outcome.output.contains(/\npatched +[1-9][0-9]* +[0-9]+ +[0-9]+ +[0-9.]+\n/), "\(outcome.output)")
      #expect(outcome.output.contains("steps acted"))
      let identity = try play(hookctl, "--versus", "original", "--patch", "scale(by: 1)@\(Self.site)")
      #expect(identity.output.contains(/\npatched +0 +[0-9]+ +– +–\n/), "\(identity.output)")
    }
  }

  @Test func anEditThatNeverActsIsPointedOut() throws {
    try inFolder { hookctl in
      let outcome = try play(hookctl, "--patch", "noise@\(Self.site) when(from: 1000)")
      #expect(outcome.code == 0)
      #expect(outcome.errors.contains("warning: noise@\(Self.site) when(from: 1000): it acted at none of "))
    }
  }

  @Test func anInterruptedRunGoesOnAndEndsWithTheSameBytes() throws {
    let long = [
      "rollout", "--theme", "plain", "--levels", "0..<60", "--steps", "200", "--patch",
      "noise(scale: 0.1)@\(Self.site)",
      "--out", "e.npz", "--out", "e.jsonl",
    ]
    var whole: [[UInt8]] = []
    try inFolder { hookctl in
      #expect(try hookctl.run(long).code == 0)
      whole = [try hookctl.bytes("e.npz"), try hookctl.bytes("e.jsonl")]
    }
    try inFolder { hookctl in
      try hookctl.write("precious", to: "e.npz")
      var (interruptions, safe) = (0, 0)
      while interruptions < 3 {
        let process = try hookctl.start(long)
        while process.isRunning, Self.safeEpisodes(hookctl) <= safe { Thread.sleep(forTimeInterval: 0.02) }
        guard process.isRunning else { break }
        process.send(SIGINT)
        #expect(try process.wait() == 130)
        #expect(try hookctl.text("e.npz") == "precious")
        safe = Self.safeEpisodes(hookctl)
        interruptions += 1
      }
      #expect(interruptions > 0)
      let outcome = try hookctl.run(long)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect([try hookctl.bytes("e.npz"), try hookctl.bytes("e.jsonl")] == whole)
      #expect(try hookctl.names == ["e.jsonl", "e.npz", "e.recipe.json"])
    }
  }

  /// How many episodes would survive an interrupt now.
  private static func safeEpisodes(_ hookctl: Hookctl) -> Int {
    guard let text = try? hookctl.text("e.npz.partial/journal.json"), let journal = try? json(text) as? [String: Any]
    else { return 0 }
    return journal["units"] as? Int ?? 0
  }

  @Test func unfinishedWorkOfAnotherCommandIsNotTouched() throws {
    try inFolder { hookctl in
      let long = ["rollout", "--theme", "plain", "--levels", "0..<500", "--out", "e.jsonl"]
      let process = try hookctl.start(long)
      // Before its journal there is no work that could be taken for another's.
      while (try? hookctl.text("e.jsonl.partial/journal.json")) == nil, process.isRunning {
        Thread.sleep(forTimeInterval: 0.05)
      }
      process.send(SIGINT)
      try process.wait()
      let other = try play(hookctl, "--out", "e.jsonl")
      #expect(other.code == 64)
      #expect(other.errors.contains("holds the unfinished work of another command"))
      #expect(try play(hookctl, "--out", "e.jsonl", "--fresh").code == 0)
      #expect(try hookctl.names == ["e.jsonl", "e.recipe.json"])
    }
  }

  @Test func nullTwinsAreCountedAndNothingElse() throws {
    try inFolder { hookctl in
      let edit = ["--patch", "zero@\(Self.site)[31]", "--versus", "original", "--out", "e.jsonl"]
      let plain = try hookctl.run(Self.play + edit)
      let data = try hookctl.text("e.jsonl")
      let twins = try hookctl.run(
        Self.play + edit + ["--nulls", "2", "--control", "random", "--control", "flipped", "--out", "e.json"])
      #expect(twins.code == 0, "\(twins.errors)")
      #expect(twins.output.hasPrefix(plain.output.trimmingCharacters(in: .newlines) + "\n\nNull twins"))
      #expect(try hookctl.text("e.jsonl") == data)
      let summary = try #require(try json(hookctl.text("e.json")) as? [String: Any])
      #expect((summary["variants"] as? [Any])?.count == 2)
      let nulls = try #require(summary["nulls"] as? [[String: Any]])
      #expect(
        nulls.map { $0["control"] as? String } == ["random", "random", "random", "flipped", "flipped", "flipped"])
      #expect(nulls.map { $0["draws"] as? Int } == [2, 2, 2, 1, 1, 1])
      #expect(nulls.allSatisfy { $0["rate"] is Double && $0["meanOfTwins"] is Double })
      let none = try hookctl.run(Self.play + ["--nulls", "2"])
      #expect(none.code == 64 && none.errors.contains("--nulls 2: null twins are made of edits, and there are none"))
    }
  }

  @Test func cardsHaveEverything() throws {
    try inFolder { hookctl in
      let outcome = try play(
        hookctl, "--versus", "original", "--patch", "zero@\(Self.site)[31]", "--nulls", "2", "--out", "c.html", "--out",
        "c.md", "--out", "c.txt")
      #expect(outcome.code == 0, "\(outcome.errors)")
      for part in ["How episodes ended", "Where agents part from original", "Null twins", "change / activation"] {
        for name in ["c.html", "c.md", "c.txt"] { #expect(try hookctl.text(name).contains(part), "\(part) in \(name)") }
      }
      #expect(try hookctl.text("c.html").contains("data:image/svg+xml;base64,"))
      #expect(try hookctl.text("c.md").contains("## How it was made"))
      // Too many mazes for a drawing; the card is there without it.
      let many = try hookctl.run(
        ["rollout", "--theme", "plain", "--levels", "0..<14", "--mode", "easy", "--steps", "2", "--out", "m.html"])
      #expect(many.code == 0, "\(many.errors)")
      #expect(try !hookctl.text("m.html").contains("data:image"))
    }
  }

  @Test func theRealLibraryMustBeTheRightOne() throws {
    try inFolder { hookctl in
      let missing = try hookctl.run(
        ["rollout", "--level", "0", "--backend", "procgen"],
        environment: ["HOOKKIT_PROCGEN": hookctl.path("")])
      #expect(missing.code == 69)
      let folder = "data/prebuilt"
      try FileManager.default.createDirectory(
        atPath: hookctl.path(folder), withIntermediateDirectories: true)
      try hookctl.write("of another version", to: "\(folder)/libenv.so")
      let wrong = try hookctl.run(
        ["maze", "parity"], environment: ["HOOKKIT_PROCGEN": hookctl.path("")])
      #expect(wrong.code == 65)
      #expect(wrong.errors.contains("is not the published library of procgen 0.10.7"))
    }
  }

  @Test func mp4NeedsFFmpeg() throws {
    try inFolder { hookctl in
      let none = try hookctl.run(Self.play + ["--out", "e.mp4"], environment: ["PATH": hookctl.path("")])
      #expect(none.code == 69)
      #expect(none.errors.contains("ffmpeg: is not installed"))
      // One that fails at once: its words are ours, and nothing is left.
      try hookctl.write("#!/bin/sh\necho 'Unknown encoder libx264' >&2\nexit 1\n", to: "ffmpeg")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hookctl.path("ffmpeg"))
      let failing = try hookctl.run(
        Self.play + ["--out", "e.mp4"], environment: ["PATH": hookctl.path("") + ":/bin"])
      #expect(failing.code == 66)
      #expect(failing.errors.contains("ffmpeg could not write it: Unknown encoder libx264"))
      #expect(try hookctl.names == ["ffmpeg"])
    }
  }
}
