import Foundation
import HookKit
import ImpalaModel
import LimitedPrograms
import Testing

/// Two mazes, or two policies, side by side.
@Suite struct VersusTests {
  private static let base = ["compare", "--level", "8", "--theme", "plain"]

  private func sides(_ hookctl: Hookctl, _ arguments: [String]) throws -> [String: Any] {
    let outcome = try hookctl.run(Self.base + ["--json"] + arguments)
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try #require(try json(outcome.output) as? [String: Any])
  }

  private func field(_ hookctl: Hookctl, _ arguments: [String]) throws -> [String: Any] {
    let outcome = try hookctl.run(["vfield", "--theme", "plain", "--json"] + arguments)
    return try #require(try json(outcome.output) as? [String: Any])
  }

  private func numbers(_ field: Any?) -> [[Double]] { (field as? [String: Any])?["probabilities"] as? [[Double]] ?? [] }

  /// Each side is the field that it would be alone, and the difference is over the squares of both.
  @Test func levels() throws {
    try inFolder { hookctl in
      let found = try sides(hookctl, ["--versus-level", "9"])
      #expect((found["sides"] as? [String: String]) == ["original": "Level 8", "patched": "Level 9"])
      #expect(numbers(found["original"]) == numbers(try field(hookctl, ["--level", "8"])))
      #expect(numbers(found["patched"]) == numbers(try field(hookctl, ["--level", "9"])))
      func squares(_ value: Any?) -> Set<[Int]> { Set((value as? [String: Any])?["squares"] as? [[Int]] ?? []) }
      let (first, second) = (squares(found["original"]), squares(found["patched"]))
      let difference = found["difference"] as? [String: Any]
      #expect(squares(difference) == first.intersection(second) && !first.intersection(second).isEmpty)
      #expect(Set(difference?["uncommon"] as? [[Int]] ?? []) == first.symmetricDifference(second))
      // Other ways have no decision in common.
      #expect(difference?["decisionSquare"] is NSNull)
      let recipe = (found["recipe"] as? [String: Any])?["versus"] as? [String: Any]
      #expect(recipe?["level"] as? Int == 9)
    }
  }

  /// A maze that is drawn, and one that is changed by words, are the same.
  @Test func changesAndFiles() throws {
    try inFolder { hookctl in
      #expect(try hookctl.run(["maze", "edit", "--level", "8", "--no-cheese", "--out", "empty.maze"]).code == 0)
      let byWords = try sides(hookctl, ["--versus", "without cheese"])
      let byFile = try sides(hookctl, ["--versus-maze", "empty.maze"])
      #expect(numbers(byWords["patched"]) == numbers(byFile["patched"]) && !numbers(byFile["patched"]).isEmpty)
      #expect((byWords["sides"] as? [String: String])?["patched"] == "Level 8 without cheese")
    }
  }

  /// Edits are made on both sides, and another policy is another field.
  @Test func policies() throws {
    try inFolder { hookctl in
      let plan = ["--patch", "zero@embedder.block2.res1.resadd_out[5]"]
      var parameters = try BundledPolicy.checkpoint().parameters
      let bias = try #require(parameters["fc_policy.bias"])
      parameters["fc_policy.bias"] = bias.map { -$0 + 0.5 }
      try Checkpoint.write(parameters, to: "\(hookctl.folder.path)/other.safetensors")
      let found = try sides(hookctl, ["--versus-model", "other.safetensors"] + plan)
      let alone = try field(hookctl, ["--level", "8", "--model", "other.safetensors"] + plan)
      #expect(numbers(found["patched"]) == numbers(alone) && numbers(found["original"]) != numbers(alone))
      #expect((found["receipts"] as? [Any])?.count == 2)
      let text = try hookctl.run(Self.base + ["--versus-model", "other.safetensors"]).output
      #expect(text.contains("is \"original\" here") && !text.contains("The mazes share"))
    }
  }

  /// What the terminal says of the mazes: which squares they share, and what each decides where that is not the same.
  @Test func mazesInWords() throws {
    try inFolder { hookctl in
      func text(_ arguments: [String]) throws -> String { try hookctl.run(Self.base + arguments).output }
      let levels = try text(["--versus-level", "9"])
      #expect(levels.contains("The mazes share 90 squares; only one has ") && levels.contains("\nLevel 8  2,4 "))
      let cheese = try text(["--versus", "without cheese"])
      #expect(
        cheese.contains("240 squares; only one has (6, 7).\n") && cheese.contains("\nat the decision square (2, 4)"))
      // Neither of these has a decision square.
      let none = try hookctl.run(
        ["compare", "--theme", "plain", "--level", "4", "--versus-level", "7", "--out", "folder"])
      #expect(none.code == 0 && none.output.contains("The mazes share "), "\(none.errors)")
      #expect(!none.output.contains("decision square  towards"))
      #expect(try !FileManager.default.contentsOfDirectory(atPath: hookctl.path("folder")).contains("decisions.csv"))
    }
  }

  /// Twins take the place of the edits on both sides, each as large as the edits are there.
  @Test(arguments: [["--versus", "without cheese"], ["--versus-level", "9"]])
  func nullTwins(other: [String]) throws {
    try inFolder { hookctl in
      let patch = ["--patch", "zero@embedder.block2.res1.resadd_out[5]", "--nulls", "3", "--control", "random"]
      let found = try sides(hookctl, other + patch)
      let nulls = try #require(found["nulls"] as? [[String: Any]])
      let variation = try #require(nulls.first { $0["metric"] as? String == "mean-total-variation" })
      let effect = try #require(variation["effect"] as? Double)
      let difference = try #require((found["difference"] as? [String: Any])?["meanTotalVariation"] as? Double)
      #expect(abs(effect - difference) < 1e-6 && variation["draws"] as? Int == 3)
      #expect(variation["meanOfTwins"] as? Double != effect)
      let sizes = try #require(found["nullSizes"] as? [[String: Any]])
      let names = try #require(found["sides"] as? [String: String])
      #expect(sizes.map { $0["side"] as? String } == [names["original"], names["patched"]])
      for size in sizes {
        let (edits, least) = (try #require(size["edits"] as? Double), try #require(size["least"] as? Double))
        #expect(edits > 0 && abs(edits - least) < 1e-3 * edits, "\(size)")
      }
    }
  }

  @Test(arguments: [
    (["--versus", "as it is"], "both sides are the same maze and the same policy"),
    (["--versus", "upside down"], "is no change of a maze"), (["--versus-level", "8"], "both sides are the same"),
    (["--versus-level", "9", "--versus-maze", "x.maze"], "these are two mazes"),
    (["--versus-level", "9", "--bundle", "x.bundle"], "is for edits, not for two mazes or policies"),
    (["--versus-level", "-1"], "level"),
  ])
  func whatCannotBe(arguments: [String], problem: String) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(Self.base + arguments)
      #expect(outcome.code == 64 && outcome.errors.contains(problem), "\(outcome.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: hookctl.folder.path).isEmpty)
    }
  }
}
