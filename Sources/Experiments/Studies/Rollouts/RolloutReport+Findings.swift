import HookKit
import MazeLab
import Statistics

extension RolloutReport {
  public var findings: Findings {
    get throws {
      try .card(title, recipe: recipe) {
        try outcomes
        steps
        if !effectsOnOutcomes.isEmpty { differences }
        if summary.tallies.count > 1 { partings }
        if let decision { Note("\(decision).") }
        if !effects.isEmpty { edits }
        if let nulls { nulls.tables(of: "rate") }
        if let paths { Picture("paths", "Paths: \(title)", paths) }
      }
    }
  }

  private var outcomes: DataTable {
    get throws {
      let rows = try summary.tallies.flatMap { tally in
        try Episode.Outcome.allCases.map { outcome in
          (tally: tally, outcome: outcome, rate: try tally.rate(of: outcome, rule))
        }
      }
      return DataTable("outcomes", "How episodes ended\(intervals(rows.map(\.rate)))", of: rows) {
        Column("agent", \.tally.name)
        Column("outcome", \.outcome.rawValue)
        Column("episodes") { $0.tally.count($0.outcome) }
        Column("of", \.tally.episodes)
        Column("rate", \.rate.estimate)
        Column("95 % interval", ofKey: "rate") { TableInterval($0.rate) }
      }
    }
  }

  private var differences: DataTable {
    let first = summary.tallies.first?.name ?? ""
    return DataTable(
      "differences", "Shares of episodes minus those of \(first), mean over mazes", of: effectsOnOutcomes
    ) {
      Column("agent", \.tally.name)
      Column("outcome", \.outcome.rawValue)
      Column("difference", \.estimate.estimate)
      Column("95 % interval", ofKey: "difference") { TableInterval($0.estimate) }
      Column("n", \.estimate.count)
    }
  }

  /// What the intervals are over, or why there are none.
  private func intervals(_ rates: [UnitEstimate]) -> String {
    guard let rate = rates.first else { return "" }
    if let lack = rate.lack { return "; \(lack.text)\(lack.hint)" }
    let isNested = summary.tallies.contains { $0.episodes > rate.count }
    let units = "\(rate.count.grouped) \(rate.unit)s"
    return
      "; 95 % intervals over \(units) (Wilson\(isNested ? ", design effect of episodes that share a \(rule.unit)" : ""))"
  }

  private var steps: DataTable {
    DataTable("steps", "Steps", of: summary.tallies) {
      Column("agent", \.name)
      Column("episodes", \.episodes)
      Column("steps", \.steps)
      Column("median steps to cheese", \.stepsToCheese.median)
    }
  }

  private var partings: DataTable {
    let first = summary.tallies.first?.name ?? ""
    return DataTable("partings", "Where agents part from \(first)", of: summary.tallies.dropFirst()) {
      Column("agent", \.name)
      Column("episodes that part", \.parted)
      Column("of", \.episodes)
      Column("first step") { $0.partingSteps.min() }
      Column("median step", \.partingSteps.median)
    }
  }

  private var edits: DataTable {
    DataTable("edits", "Edits", of: effects) {
      Column("agent", \.agent)
      Column("edit", \.number)
      Column("call", \.call)
      Column("steps acted", \.acted)
      Column("of", \.steps)
      Column("change / activation", \.ratio)
    }
  }
}
