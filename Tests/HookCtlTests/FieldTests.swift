import Foundation
import HookKit
import LimitedPrograms
import Testing

/// Fields and comparisons, from the command line to the files.
@Suite struct FieldTests {
  private static let site = "embedder.block2.res1.resadd_out"
  private static let plain = ["--theme", "plain"]

  @Test func fieldAsJSON() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(["vfield", "--level", "0", "--json"] + Self.plain)
      #expect(outcome.code == 0)
      let field = try #require(try json(outcome.output) as? [String: Any])
      #expect(field["level"] as? Int == 0)
      #expect(field["mode"] as? String == "hard")
      #expect(field["groups"] as? [String] == ["LEFT", "DOWN", "UP", "RIGHT", "NOOP"])
      let squares = try #require(field["squares"] as? [[Int]])
      let probabilities = try #require(field["probabilities"] as? [[Double]])
      #expect(squares.count == 96)
      #expect(probabilities.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-4 && $0.count == 5 })
      let recipe = try #require(field["recipe"] as? [String: Any])
      #expect((recipe["command"] as? String)?.hasPrefix("hookctl vfield --level 0") == true)
      #expect(((recipe["model"] as? [String: Any])?["sha256"] as? String)?.count == 64)
    }
  }

  /// Which way the mouse looks is said by every report and card, and kept in every file.
  @Test(.enabled(if: Hookctl.hasPictures, "procgen's pictures are not installed: run make setup"))
  func facings() throws {
    try inFolder { hookctl in
      let base = ["vfield", "--level", "3", "--mode", "easy"]
      func field(_ arguments: [String]) throws -> [String: Any] {
        let outcome = try hookctl.run(base + ["--json"] + arguments)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try #require(try json(outcome.output) as? [String: Any])
      }
      func numbers(_ field: Any?) -> [[Double]] { (field as? [String: Any])?["probabilities"] as? [[Double]] ?? [] }
      let (state, right, both) = (try field([]), try field(["--facing", "right"]), try field(["--facing", "both"]))
      #expect(state["facing"] as? String == "left" && right["facing"] as? String == "right")
      #expect(both["facing"] as? String == "both" && state["facings"] == nil)
      let facings = try #require(both["facings"] as? [String: Any])
      #expect(numbers(facings["left"]) == numbers(state) && numbers(facings["right"]) == numbers(right))
      #expect(numbers(state) != numbers(right))
      let mean = zip(numbers(state)[0], numbers(right)[0]).map { ($0 + $1) / 2 }
      #expect(zip(mean, numbers(both)[0]).allSatisfy { abs($0 - $1) < 2e-6 })
      let effect = try #require(state["facingEffect"] as? [String: Any])
      #expect((both["facingEffect"] as? NSDictionary) == (effect as NSDictionary))
      #expect((both["recipe"] as? [String: Any])?["facing"] as? String == "both")
      let difference = try #require(both["facingDifference"] as? [String: Any])
      #expect(difference["meanTotalVariation"] as? Double == effect["meanTotalVariation"] as? Double)
      let maze = try hookctl.run([
        "maze", "edit", "--level", "3", "--mode", "easy", "--facing", "right", "--out", "r.maze",
      ])
      let turned = try hookctl.text("r.maze")
      #expect(maze.code == 0 && turned.contains("facing: right"))
      let drawn = try hookctl.run(["vfield", "--maze", "r.maze", "--json"])
      #expect(numbers(try json(drawn.output)) == numbers(right))
      let text = try hookctl.run(
        ["compare"] + base.dropFirst() + ["--patch", "zero@\(Self.site)[3]", "--out", "c.html"])
      for output in [text.output, try hookctl.text("c.html")] {
        #expect(output.contains("The mouse faces left. Turning it changes the likeliest action on "))
      }
      let mean2 = try hookctl.run(base + ["--facing", "both", "--bundle", "b.bundle", "--out", "f.npz"])
      #expect(mean2.output.contains("The mean of both facings. Turning the mouse "), "\(mean2.output)")
      #expect(try hookctl.run(["replay", "b.bundle"]).output.contains("field, facing right: "))
      #expect(try TensorArchive(contentsOf: hookctl.path("f.npz"))["facing_difference/total_variations"] != nil)
      #expect(try hookctl.run(base + ["--facing", "up"]).code == 64)
    }
  }

  @Test func fieldInTheTerminal() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(["vfield", "--level", "0"] + Self.plain)
      #expect(outcome.code == 0)
      #expect(outcome.errors.isEmpty)
      #expect(outcome.output.contains("◆ cheese"))
      #expect(outcome.output.contains("decision square (6, 4)"))
      #expect(!outcome.output.contains("\u{1B}"), "no colour where there is no terminal")
    }
  }

  @Test func comparisonWritesEveryFormat() throws {
    try inFolder { hookctl in
      let names = ["c.svg", "c.png", "c.pdf", "c.json", "c.npz"]
      let outcome = try hookctl.run(
        ["compare", "--level", "0", "--patch", "noise(scale: 0.2)@\(Self.site)", "--write-plan", "plan.yaml"]
          + Self.plain
          + names.flatMap { ["--out", $0] })
      #expect(outcome.code == 0)
      #expect(outcome.errors == "wrote c.svg, c.png, c.pdf, c.json, c.npz, plan.yaml\n")
      #expect(outcome.output.contains("mean total variation"))
      #expect(
        outcome.output.contains(
          "1. noise(scale: 0.2)@\(Self.site)\n   changed 786,432 of 786,432 elements in 96 rows"))
      #expect(try hookctl.names == (names + ["plan.yaml"]).sorted())
      #expect(try hookctl.text("c.svg").contains("noise(scale: 0.2)"))
      #expect(try hookctl.bytes("c.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
      #expect(try hookctl.bytes("c.pdf").starts(with: Array("%PDF".utf8)))
      let data = try #require(try json(try hookctl.text("c.json")) as? [String: Any])
      #expect(
        data.keys.sorted() == [
          "difference", "facingEffect", "original", "patched", "plan", "receipts", "recipe", "sides",
        ])
      let archive = try TensorArchive(contentsOf: hookctl.path("c.npz"))
      #expect(archive["patched/probabilities"]?.shape == [96, 5])
      #expect(archive.metadata["recipe"]?.contains("\"seed\":\"0\"") == true)
    }
  }

  @Test func seedsDecideRandomDraws() throws {
    try inFolder { hookctl in
      func run(_ seed: String) throws -> Any? {
        let outcome = try hookctl.run(
          ["compare", "--level", "1", "--json", "--seed", seed, "--patch", "noise(scale: 1)@\(Self.site)"]
            + Self.plain)
        return ((try json(outcome.output) as? [String: Any])?["difference"] as? [String: Any])?[
          "meanTotalVariation"]
      }
      let (first, again, other) = (try run("1") as? Double, try run("1") as? Double, try run("2") as? Double)
      #expect(first != nil && first == again)
      #expect(first != other)
    }
  }

  @Test func cheeseVectorByHand() throws {
    try inFolder { hookctl in
      let level = ["--level", "8"] + Self.plain
      #expect(try hookctl.run(["capture", "--site", Self.site, "--out", "with.npz"] + level).code == 0)
      #expect(
        try hookctl.run(["capture", "--no-cheese", "--site", Self.site, "--out", "without.npz"] + level).code
          == 0)
      let outcome = try hookctl.run(
        [
          "compare", "--json", "--patch", "add(vector: with.npz, scale: -1)@\(Self.site)",
          "--patch", "add(vector: without.npz)@\(Self.site)",
        ] + level)
      #expect(outcome.code == 0)
      let difference = (try json(outcome.output) as? [String: Any])?["difference"] as? [String: Any]
      #expect(try #require(difference?["meanTotalVariation"] as? Double) > 0.01)
    }
  }

  @Test(.enabled(if: Hookctl.hasPictures, "procgen's pictures are not installed: run make setup"))
  func theBundledPolicyTurnsFromTheCheeseInLevel8() throws {
    try inFolder { hookctl in
      _ = try hookctl("capture", "--level", "8", "--site", Self.site, "--out", "with.npz")
      _ = try hookctl("capture", "--level", "8", "--no-cheese", "--site", Self.site, "--out", "without.npz")
      let outcome = try hookctl(
        "compare", "--level", "8", "--json", "--patch", "add(vector: with.npz, scale: -1)@\(Self.site)",
        "--patch", "add(vector: without.npz)@\(Self.site)")
      #expect(outcome.code == 0)
      let difference = (try json(outcome.output) as? [String: Any])?["difference"] as? [String: Any]
      let decision = try #require(difference?["decisionSquare"] as? [String: Any])
      #expect(decision["square"] as? [Int] == [2, 4])
      let original = try #require(decision["original"] as? [String: Double])
      let patched = try #require(decision["patched"] as? [String: Double])
      #expect(try #require(original["towardsCheese"]) > 0.99)
      #expect(try #require(patched["towardsCheese"]) < 0.02)
      #expect(try #require(patched["towardsCorner"]) > 0.97)
    }
  }

  @Test func noPicturesIsAnErrorUnlessPlain() throws {
    try inFolder { hookctl in
      for variables in [
        ["HOOKKIT_PROCGEN": hookctl.folder.path],
        ["XDG_CACHE_HOME": hookctl.folder.path, "HOOKKIT_PROCGEN": ""],
      ] {
        let outcome = try hookctl("vfield", "--level", "0", "--out", "a.json", environment: variables)
        #expect(outcome.code == 69)
        #expect(outcome.errors.contains("hookctl data fetch"))
        #expect(try hookctl.names == [])
        #expect(
          try hookctl("vfield", "--level", "0", "--theme", "plain", "--json", environment: variables).code
            == 0)
        let doctor = try hookctl("doctor", environment: variables)
        #expect(doctor.code == 69)
        #expect(doctor.output.contains("missing  procgen's pictures"))
      }
    }
  }

  @Test func allowUnmatchedAcceptsWhatDoesNothing() throws {
    try inFolder { hookctl in
      let arguments = ["compare", "--level", "0", "--patch", "zero@nothing_*", "--json"] + Self.plain
      #expect(try hookctl.run(arguments).code == 64)
      let outcome = try hookctl.run(arguments + ["--allow-unmatched"])
      #expect(outcome.code == 0)
      let difference = (try json(outcome.output) as? [String: Any])?["difference"] as? [String: Any]
      #expect(difference?["meanTotalVariation"] as? Double == 0)
    }
  }
}
