import Experiments

/// Whether channels say where the cheese is, and nothing else that counts.
struct Scrubbing: Experiment {
  static let name = "cheese-scrubbing"
  static let summary = "Channels replaced by those of random mazes, cheese at the same square or elsewhere."
  static let discussion = """
    The policy is asked at every level's decision square, original and with the activations of the channels taken from a
    random maze: of channels that follow the cheese, of as many random ones, and of all.

    EXAMPLES
      hookctl --plugin Plugins/CheeseScrubbing cheese-scrubbing --out found
      hookctl --plugin Plugins/CheeseScrubbing cheese-scrubbing --channels 5 9 --sets 10
    """
  static let levels = "0..<500"

  @OptionGroup var choice: ChannelOptions
  @Option(help: "How many sets of random channels to compare with.") var sets = 3
  @Option(help: "The levels that other mazes are drawn from.") var from = "10000..<20000"

  func run(in lab: Lab) throws -> Findings {
    let (channels, rule) = try choice.chosen(in: lab)
    let others = try (0..<sets).map { try choice.others(than: channels, draw: $0, in: lab) }
    let mazes = try lab.mazesWithDecision()
    let scrubs =
      Scrub.both("cheese channels", channels)
      + others.enumerated().flatMap { Scrub.both("random channels \($0 + 1)", $1) } + Scrub.both("all channels", nil)
    let conditions = scrubs.map { scrub in
      Condition("\(scrub.channels), \(scrub.cheese) cheese") {
        Edit(SitePattern(choice.site), CheeseScrub(cheese: scrub.cheese, from: from, mazes: 1), on: scrub.selection)
      }
    }
    let original = try lab.decisions(at: mazes, under: [Condition("original")])[0]
    let outcomes = try lab.each(Array(zip(scrubs, conditions)), { $1.name }) { scrub, condition in
      Outcome(scrub, from: original, to: try lab.decisions(at: mazes, under: [condition])[0])
    }
    let random = others.map { "(\(ChannelOptions.list($0)))" }.joined(separator: ", ")
    return try findings(outcomes, conditions, lab) {
      "\(mazes.count) of \(lab.mazesText): all that have a decision square."
      "One random maze for each, of levels \(from). \(rule) Random ones: \(random)."
    }
  }

  private func findings(
    _ outcomes: [Outcome], _ conditions: [Condition], _ lab: Lab, @ListBuilder<any Finding> rules: () -> [any Finding]
  ) throws -> Findings {
    let rows = try outcomes.map { try $0.row(lab.intervals) }
    let caption = ["\(outcomes[0].distances.count) levels. Bars: 95 % intervals over levels, of rates by Wilson."]
    return try Findings("Causal scrubbing at \(choice.site)", conditions: conditions) {
      rules()
      DataTable("scrubbing", "Change at the decision square", of: rows) {
        Column("channels", \.channels)
        Column("cheese of the other maze", \.cheese)
        Column("total variation", \.distance.estimate)
        Column("95 % interval", ofKey: "total variation") { TableInterval($0.distance) }
        Column("greedy action changes", \.changes.estimate)
        Column("95 % interval", ofKey: "greedy action changes") { row in
          TableInterval(row.changes, of: outcomes[0].changes.count, unit: "level")
        }
        Column("P(towards cheese)", \.towardsCheese)
      }
      try Measures(
        "paired", "Different cheese less same cheese, paired over levels", intervals: "95 % interval over levels"
      ) {
        for pair in stride(from: 0, to: outcomes.count - 1, by: 2) {
          try Measure(
            "total variation, \(outcomes[pair].scrub.channels)",
            UnitEstimate(
              Sample(differences: outcomes[pair + 1].distances, minus: outcomes[pair].distances, in: 0...1),
              lab.intervals))
        }
      }
      Picture(
        "distance", "Total variation distance at the decision square, by channels and cheese",
        Self.chart(rows, "total variation from the original", caption) { ($0.distance.estimate, $0.distance.range) })
      Picture(
        "changes", "How often the greedy action changes at the decision square, by channels and cheese",
        Self.chart(rows, "share of levels whose greedy action changes", caption) {
          ($0.changes.estimate, $0.changes.range)
        })
    }
  }

  private static func chart(
    _ rows: [Outcome.Row], _ label: String, _ caption: [String], _ part: (Outcome.Row) -> (Double, ClosedRange<Double>?)
  ) -> BarChart {
    let groups = stride(from: 0, to: rows.count - 1, by: 2).map { pair in
      BarChart.Group(
        rows[pair].channels, rows[pair...pair + 1].map { BarChart.Bar(part($0).0, part($0).1) })
    }
    return BarChart(
      "", label: label, series: ["cheese at the same square", "cheese elsewhere"], caption: caption, groups)
  }
}

extension Scrubbing {
  func validate() throws {
    guard (0...1000).contains(sets) else { throw ValidationError("--sets is 0 to 1000.") }
  }
}
