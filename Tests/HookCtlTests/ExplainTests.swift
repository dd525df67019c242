import LimitedPrograms
import Testing

@Suite struct ExplainTests {
  private static let site = "embedder.block2.res1.resadd_out"

  /// By what an intervention says of itself, and not by its name.
  @Test(arguments: [("zero", true), ("patch(from: 0)", true), ("set(value: 2)", true), ("scale(by: 2)", false)])
  func whatIsOverwrittenIsSaid(call: String, overwrites: Bool) throws {
    try inFolder { hookctl in
      let outcome = try hookctl("explain", "--patch", "noise@\(Self.site)", "--patch", "\(call)@\(Self.site)")
      #expect(outcome.code == 0 && outcome.output.contains("overwrites all of this") == overwrites, "\(outcome.output)")
      let timed = try hookctl(
        "explain", "--patch", "noise@\(Self.site)", "--patch", "\(call)@\(Self.site) when(from: 5)")
      #expect(timed.code == 0 && !timed.output.contains("overwrites all of this"), "\(timed.errors)")
    }
  }

  @Test func orderSelectionsAndEffectsAreShown() throws {
    try inFolder { hookctl in
      let outcome = try hookctl(
        "explain", "--level", "0", "--seed", "7", "--patch", "noise(scale: 0.2)@\(Self.site)",
        "--patch", "set(value: 5.5)@\(Self.site)[5, square(3, 4)]", "--patch", "zero@embedder.*.resadd_out",
        "--patch", "scale(by: 1)@fc_policy_out[-1]")
      #expect(outcome.code == 0)
      try Snapshot.expect(outcome.output, "explain")
    }
  }

  /// What edits do to each other: at one site, further down, and through linear layers.
  @Test func howEditsActOnEachOtherIsSaid() throws {
    try inFolder { hookctl in
      func together(_ calls: String...) throws -> String {
        let outcome = try hookctl.run(["explain"] + calls.flatMap { ["--patch", $0] })
        #expect(outcome.code == 0, "\(outcome.errors)")
        return outcome.output
      }
      let site = Self.site
      #expect(
        try together("noise@\(site)", "add(vector: 0.5)@\(site)").contains("edits 1 and 2 commute at \(site): both add")
      )
      #expect(
        try together("project-out(direction: [[[1]]])@\(site)[:16]", "clamp(max: 1)@\(site)[16:]").contains(
          "the order of edits 1 and 2 matters at \(site)"))
      #expect(
        try together("clamp(max: 2)@\(site)[3]", "clamp(max: 1)@\(site)[4]").contains(
          "edits 1 and 2 commute at \(site): they take different elements"))
      let conv = "embedder.block2.res2.conv1_out"
      let linear = try together("add(vector: 1)@embedder.block2.res2.relu1_out", "clamp(max: 1)@\(conv)")
      #expect(
        linear.contains("edit 1 is an addition at \(conv), too") && linear.contains("; edit 2 acts on the same values"))
      let lost = try together("zero@\(site)[3]", "set(value: 1)@embedder.fc_out")
      #expect(lost.contains("edit 2, set(value: 1)@embedder.fc_out, overwrites all that comes of this"))
      let kept = try together("zero@\(site)[3]", "set(value: 1)@embedder.block2.res2.conv2_out")
      #expect(!kept.contains("overwrites"), "the skip connection goes round it")
    }
  }

  @Test func theSameAsJSON() throws {
    try inFolder { hookctl in
      let outcome = try hookctl("explain", "--json", "--patch", "zero@\(Self.site)[3:5]")
      let edits = (try json(outcome.output) as? [String: Any])?["edits"] as? [[String: Any]]
      let sites = edits?.first?["sites"] as? [[String: Any]]
      #expect(sites?.first?["selected"] as? Int == 512)
      let two = try hookctl(
        "explain", "--json", "--patch", "scale(by: 2)@\(Self.site)", "--patch", "zero@\(Self.site)[1]")
      let relations = (try json(two.output) as? [String: Any])?["relations"] as? [[String: Any]]
      #expect(relations?.map { $0["kind"] as? String } == ["commute"] && relations?[0]["edits"] as? [Int] == [1, 2])
    }
  }

  @Test func allFaultsTogether() throws {
    try inFolder { hookctl in
      let outcome = try hookctl(
        "explain", "--patch", "nois@\(Self.site)", "--patch", "noise(scal: 1)@\(Self.site)", "--patch",
        "noise(scale: big)@fc_out",
        "--patch", "zero@embedder.block2.res1.resad_out", "--patch", "zero@\(Self.site)[32]", "--patch",
        "zero@\(Self.site)[5:5]",
        "--patch", "add(vector: missing.npz)@\(Self.site)", "--patch", "zero@\(Self.site)[5, square(3, 4)]")
      #expect(outcome.code == 64)
      #expect(outcome.output.isEmpty)
      try Snapshot.expect(outcome.errors, "explain-faults")
    }
  }

  @Test func plansInFilesComeFirst() throws {
    try inFolder { hookctl in
      try hookctl.write("version: 1\nedits:\n  - zero@fc_value_out\n", to: "plan.yaml")
      let outcome = try hookctl(
        "explain", "--plan", "plan.yaml", "--patch", "scale(by: 2)@fc_policy_out", "--write-plan", "both.json"
      )
      #expect(outcome.code == 0)
      let plan = try json(try hookctl.text("both.json")) as? [String: Any]
      let kinds = (plan?["edits"] as? [[String: Any]])?.compactMap { $0["kind"] as? String }
      #expect(kinds == ["zero", "scale"])
      #expect(try hookctl("explain", "--plan", "both.json").output == outcome.output)
    }
  }

  @Test func costsOfFieldsAreForecast() throws {
    try inFolder { hookctl in
      let call = ["explain", "--level", "0", "--theme", "plain", "--cost", "--patch", "zero@\(Self.site)[5]"]
      let text = try hookctl.run(call)
      #expect(text.code == 0)
      let lines = text.output.split(separator: "\n").suffix(4).map(String.init)
      #expect(lines[0].hasPrefix("cost of the fields of 96 squares, on up to "))
      #expect(lines[1].split(separator: " ").first == "forward")
      #expect(lines[2].wholeMatch(of: /\ +vfield   +[0-9.]+ +96 .* about [0-9.]+ (ms|s)/) != nil, "\(lines[2])")
      #expect(lines[3].wholeMatch(of: /\ +compare  +[0-9.]+ +192 .* about [0-9.]+ (ms|s)/) != nil, "\(lines[3])")

      let cost = try json(try hookctl.run(call + ["--json"]).output) as? [String: Any]
      let costs = try #require(cost?["cost"] as? [String: Any])
      let compare = try #require(costs["compare"] as? [String: Any])
      let passes = try #require(compare["forwardEquivalents"] as? Double)
      #expect(passes > 9.6 && passes < 192)
      #expect(compare["naiveForwardEquivalents"] as? Int == 192)
      let seconds = try #require(compare["seconds"] as? Double)
      #expect(seconds > 0)
    }
  }

  @Test func aCostNeedsAMaze() throws {
    try inFolder { hookctl in
      let outcome = try hookctl("explain", "--cost", "--patch", "zero@\(Self.site)")
      #expect(outcome.code == 64)
      #expect(
        outcome.errors.contains("what a plan costs depends on the maze; name one: --level N"), "\(outcome.errors)")
    }
  }
}
