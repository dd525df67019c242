import Foundation
import LimitedPrograms
import Testing

/// Names have one spelling; those of before are understood, with a note.
@Suite struct SpellingTests {
  private static let site = "embedder.block2.res1.resadd_out"
  private static let small = ["--mode", "easy", "--theme", "plain"]
  private static let sweep =
    ["sweep", "--levels", "0-1"] + small + ["--patch", "zero@\(site)[31]", "--out", "a.sqlite", "--metric"]

  static let commands: [(arguments: [String], note: String)] = [
    (sweep + ["decisionSquare"], "'decisionSquare' is now 'decision-square'"),
    (sweep + ["pathProbability(to: corner)"], "'pathProbability' is now 'path-probability'"),
    (sweep + ["cheeseRow"], "'cheeseRow' is now 'cheese-row'"),
    (
      ["maze", "find", "--levels", "0-3", "--where", "distance-to-cheese>3"],
      "'distance-to-cheese' is now 'steps-between-start-cheese'"
    ),
    (
      ["maze", "find", "--levels", "0-3", "--where", "cheese-in-top-right=5"],
      "'cheese-in-top-right=' is now 'cheese-region<='"
    ),
    (
      ["maze", "find", "--levels", "0-3", "--where", "no_decision_square"], "'decision_square' is now 'decision-square'"
    ),
    (
      ["probe", "--levels", "0-9", "--site", "fc_value_out", "--target", "steps_between_cheese_top_right"] + small,
      "'steps_between_cheese_top_right' is now 'steps-between-cheese-top-right'"
    ),
    (
      ["statistics", "behaviour", "--levels", "0-4", "--steps", "3", "--metric", "cheese_coord_norm"] + small,
      "'cheese_coord_norm' is now 'cheese-coord-norm'"
    ),
    (["explain", "--patch", "zero@\(site) when(not atStart, until: decisionSquare)"], "'atStart' is now 'at-start'"),
    (["explain", "--patch", "zero@\(site) when(until: decisionSquare)"], "'decisionSquare' is now 'decision-square'"),
    (["explain", "--plan", "p.yaml"], "'onWayToCheese' is now 'on-way-to-cheese'"),
  ]

  @Test(arguments: commands) func oldNamesAreUnderstoodWithANote(arguments: [String], note: String) throws {
    try inFolder { hookctl in
      try hookctl.write("version: 1\nedits:\n  - {kind: zero, site: \(Self.site), when: onWayToCheese}\n", to: "p.yaml")
      let outcome = try hookctl.run(arguments)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count { $0 == note } == 1, "\(outcome.errors)")
      #expect(!outcome.output.contains("is now"))
    }
  }

  /// Columns need no quotes, and results are asked by either spelling.
  @Test func resultsHaveTheSameNames() throws {
    try inFolder { hookctl in
      let made = try hookctl.run(
        Self.sweep + [
          "meanTotalVariation", "--metric", "path-probability(to: corner)", "--metric", "size", "--metric", "dead-ends",
        ])
      #expect(
        made.code == 64 && made.errors.contains("metric \"dead-ends\": there is no such metric"), "\(made.errors)")
      let metrics = ["meanTotalVariation", "--metric", "path-probability(to: corner)", "--metric", "size"]
      #expect(try hookctl.run(Self.sweep + metrics).code == 0)
      let sql =
        "SELECT size, avg(mean_total_variation) AS m, avg(path_probability_to_corner) FROM results GROUP BY size"
      let asked = try hookctl("results", "query", "a.sqlite", sql, "--json")
      #expect(asked.code == 0 && asked.errors.isEmpty, "\(asked.errors)")
      let rows = try #require(try json(asked.output) as? [[String: Any]])
      #expect(rows.allSatisfy { ($0["size"] as? Double ?? 0) > 2 && ($0["m"] as? Double ?? 0) > 0 })
      for (name, notes) in [("mean-total-variation", 0), ("meanTotalVariation", 1)] {
        let shown = try hookctl("results", "show", "a.sqlite", "--metric", name)
        #expect(shown.code == 0 && shown.output.contains("mean total variation"), "\(shown.errors)")
        #expect(shown.errors.split(separator: "\n").count == notes, "\(shown.errors)")
      }
      // One metric under two names is shown once.
      let both = ["--metric", "mean-total-variation", "--metric", "meanTotalVariation", "--out", "card"]
      let card = try hookctl.run(["results", "show", "a.sqlite"] + both)
      #expect(card.code == 0 && card.errors.matches(of: /card\/mean-total-variation.csv/).count == 1, "\(card.errors)")
      #expect(try hookctl("results", "query", "a.sqlite", sql, "--json", "--csv").code == 64)
      // The same sweep is gone on with under either name.
      #expect(try hookctl.run(Self.sweep + ["mean-total-variation"] + metrics.dropFirst()).code == 0)
      let csv = try hookctl("results", "export", "a.sqlite", "--out", "a.csv")
      #expect(csv.code == 0, "\(csv.errors)")
      #expect(
        try hookctl.text("a.csv").hasPrefix("point,level,seed,mean_total_variation,path_probability_to_corner,size"))
    }
  }

  /// One target under two names is probed once.
  @Test func aTargetThatIsNamedTwiceIsOne() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(
        ["probe", "--levels", "0-9", "--site", Self.site, "--channels", "--out", "p", "--target", "cheese-row"]
          + Self.small
          + ["--target", "cheeseRow", "--target", "Mouse", "--target", "mouse"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("'Mouse' is now 'mouse'"))
      let lines = outcome.output.split(separator: "\n")
      for name in ["cheese-row", "mouse"] {
        #expect(lines.count { $0.hasPrefix("\(name)  ") && $0.contains("R²") } == 1)
      }
    }
  }

  /// What a plugin knows of mazes is searched by, swept, and listed, in the one spelling.
  @Test func factsOfPluginsAreFactsLikeOthers() throws {
    try inFolder(running: "plugin-program") { hookctl in
      let listed = try hookctl("metrics")
      #expect(listed.output.contains(/dead-ends +squares with one way only \(loud\)/))
      let found = try hookctl("maze", "find", "--levels", "0-29", "--mode", "easy", "--where", "dead-ends>8", "--json")
      #expect(found.code == 0 && found.errors.contains(" of 30 levels"), "\(found.errors)")
      let some = try #require(try json(found.output) as? [[String: Any]])
      #expect(!some.isEmpty && some.count < 30)
      let swept = try hookctl.run(Self.sweep + ["deadEnds"])
      #expect(swept.code == 0 && swept.errors.contains("'deadEnds' is now 'dead-ends'"), "\(swept.errors)")
      let asked = try hookctl("results", "query", "a.sqlite", "SELECT min(dead_ends) FROM results", "--csv")
      #expect(asked.code == 0, "\(asked.errors)")
    }
  }

  /// A plugin's own random intervention is known to draw, and its other ones not to.
  @Test(arguments: [("shaken@\(site)", true), ("louder@\(site)", false)])
  func sweepsSayWhetherTheyDraw(patch: String, draws: Bool) throws {
    try inFolder(running: "plugin-program") { hookctl in
      let arguments =
        ["sweep", "--levels", "0"] + Self.small + ["--metric", "entropy", "--patch", patch, "--out", "a.sqlite"]
      let swept = try hookctl.run(arguments)
      #expect(swept.code == 0, "\(swept.errors)")
      let asked = try hookctl("results", "query", "a.sqlite", "SELECT value FROM recipe WHERE key = 'draws'", "--csv")
      #expect(asked.output.split(separator: "\n").count == (draws ? 2 : 1), "\(asked.output)")
    }
  }
}
