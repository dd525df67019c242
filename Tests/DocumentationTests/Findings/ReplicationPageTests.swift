import Foundation
import Testing

/// The page of the replication: every cell of its tables, every number of its sentences and every command is in data.
@Suite struct ReplicationPageTests {
  private static let folder = "Documentation/Replication"
  private let page: FindingsPage
  private let tables: [String: [(label: String, cells: [ReplicationCell])]]

  init() throws {
    page = try FindingsPage("Documentation/Replication/README.md")
    tables = try ReplicationCell.tables()
  }

  private func data(_ name: String) throws -> FindingsData { try FindingsData("\(Self.folder)/data/\(name).json") }

  @Test func everyNumberIsInTheData() throws {
    #expect(tables.count > 15)
    for rows in tables.values { for row in rows { page.hasRow([row.label] + (try row.cells.map { try $0.shown() })) } }
    try checkSetting()
    try checkBehaviour()
    try checkSubtracted()
    page.checkAllWasStated()
  }

  /// Every command on the page is the one that made its data, where that is written apart.
  @Test func commandsAreThoseOfTheData() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Page.root.appendingPathComponent("\(Self.folder)/data").path)
    let names = files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(".json".count)) }
    #expect(names.count > 40)
    for name in names {
      let data = try data(name)
      let made = data.sweepCommand.hasPrefix("hookctl sweep") ? data.sweepCommand : data.command
      let command = made.components(separatedBy: " --out ")[0]
      #expect(!command.contains("/models/") || name.hasPrefix("training-"), "\(name) names a file: \(command)")
      if name.hasPrefix("trained-"), !name.contains("-map-"), !name.hasSuffix("-both") { page.checkShows(command) }
    }
  }

  /// Where the policy is not there, `make replication` says how to get it, and leaves everything as it is.
  @Test func withoutThePolicyItIsSkipped() throws {
    let program = "'\(Page.root.path)/Scripts/replication/replicate.py' --model not-fetched"
    let (lines, status) = try Shell().run("HOOKCTL=$(command -v hookctl) python3 \(program)")
    #expect(status == 0 && lines.count == 1)
    #expect(
      lines.first?.hasPrefix("replication: skipped: there is no policy not-fetched; `hookctl model fetch") == true,
      "\(lines)")
  }

  private func checkSetting() throws {
    let steps = try #require(tables["training"]).map(\.label)
    page.says(
      """
      The same measures after \(steps.dropLast().joined(separator: ", ")) and \(steps[steps.count - 1]) steps of one \
      training.
      """)
    page.hasRow([
      "steps", "gets a cheese in the top right 5x5", "gets a cheese elsewhere", "step towards the cheese",
      "step towards the corner", "its vector subtracted", "R² of a probe",
    ])
    for sentence in Self.settings { page.says(sentence) }
    let map = try data("trained-retarget-heat-map")
    #expect(map.notes.contains("Cells of the square: 5.5."))
    let wide = try #require(tables["corner"]?.first { $0.label == "step towards the corner, -1" }).cells[0].estimate()
    #expect(wide.low == -2 && wide.high == 2)
  }

  /// Sentences with numbers that are no results: what the tables hold, and what the authors did.
  private static let settings = [
    """
    PPO on procgen's easy mazes with the cheese in the top right, scale 1, by Garrette Baker (`hookctl model fetch \
    maze-rand-region-5-easy`; no licence is stated, so it is not in this repository).
    """,
    """
    How to read the tables: a cell is a mean over levels with its 95 % interval (t, corrected for skewness; rates by Wilson) \
    and the number of levels. *Above random* is the change less that of random vectors of the same norm, with an interval \
    over levels and draws.
    """,
    """
    Cheese vector -1 and top-right vector +1; then, at -1 and +2, how much more both do than the sum of what each does.
    """,
    """
    Claim: setting a cell of a channel that follows the cheese to a high value (5.5) makes the mouse go to the square below it.
    """,
    "What a linear probe reads off all channels together, R² with its standard error, for the squares of cheese and mouse:",
    """
    Each channel is set to 5.5 there, or to -5.5 where the cheese lowers it (in brackets by how much); the change of the path \
    probability to the square, means over squares, then over levels.
    """,
  ]

  private func checkBehaviour() throws {
    func counts(_ data: FindingsData) throws -> (missed: Int, there: Int, all: Int) {
      let (cheese, there) = try (data.measure("got the cheese"), data.measure("top right 5x5, never the cheese"))
      func number(_ share: Double) -> Int { Int((share * Double(cheese.n)).rounded()) }
      return (cheese.n - number(cheese.value), number(there.value), cheese.n)
    }
    let (trained, bundled) = try (
      counts(data("trained-behaviour")), counts(FindingsData("Documentation/behaviour/findings.json"))
    )
    #expect(trained.all == bundled.all)
    page.says(
      """
      The trained policy missed the cheese in \(trained.missed) of \(trained.all.withCommas) episodes, and was in the top right \
      5x5 in \(trained.there) of these; the bundled one missed it in \(bundled.missed), and was there in \(bundled.there).
      """)
  }

  private func checkSubtracted() throws {
    let (trained, bundled) = try (data("trained-decision-left"), data("bundled-decision-left"))
    let twins = try [trained, bundled].map { try $0.row("null-twins", ["metric": "towards the cheese"]) }
    #expect(try twins.allSatisfy { try $0.whole("percentile") == 0 })
    page.says(
      """
      None of \(try twins[0].whole("draws")) random vectors of the same norm takes as much from the step towards the cheese, on \
      either policy.
      """)
    func turned(_ data: FindingsData) throws -> (turned: Int, all: Int) {
      let row = try data.row("choices", ["original": "towards the cheese"])
      let turned = try row.whole("towards the corner") + row.whole("other")
      return (turned, try turned + row.whole("towards the cheese"))
    }
    let (first, second) = try (turned(trained), turned(bundled))
    page.says(
      """
      Of the levels whose likeliest action led towards the cheese, \(first.turned) of \(first.all) have another one then on the \
      trained policy, \(second.turned) of \(second.all) on the bundled one.
      """)
  }
}
