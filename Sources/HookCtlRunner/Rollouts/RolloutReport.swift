import HookKit
import MazeLab

/// What `rollout` prints: how the episodes of each agent ended, where agents part, and what edits did.
struct RolloutReport {
  let title: String
  let summary: RolloutSummary
  let variants: [RolloutVariant]
  let receipts: [[Receipt]]

  var text: String {
    ([title, table.text] + [parting, decision, edits].compactMap(\.self)).joined(separator: "\n\n")
  }

  private var table: Table {
    var table = Table()
    let tallies = summary.tallies
    func add(_ name: String, _ value: (RolloutSummary.Tally) -> String) {
      table.add([name] + tallies.map(value))
    }
    add("") { $0.name }
    add("episodes") { $0.episodes.grouped }
    for outcome in Episode.Outcome.allCases {
      add(outcome.rawValue) {
        "\($0.count(outcome).grouped) (\(Self.percent($0.count(outcome), of: $0.episodes)))"
      }
    }
    add("steps") { $0.steps.grouped }
    add("median steps to cheese") { $0.stepsToCheese.median.map(Self.number) ?? "-" }
    return table
  }

  private var parting: String? {
    let others = summary.tallies.dropFirst()
    guard let first = summary.tallies.first, !others.isEmpty else { return nil }
    return others.map { tally in
      let steps = tally.partingSteps
      guard let earliest = steps.min(), let median = steps.median else {
        return "\(tally.name) never parts from \(first.name)"
      }
      return
        "\(tally.name) parts from \(first.name) in \(tally.parted.grouped) of \(tally.episodes.grouped) episodes, "
        + "first at step \(earliest), in the median at step \(Self.number(median))"
    }.joined(separator: "\n")
  }

  private var decision: String? {
    guard let tally = summary.tallies.first, tally.withoutDecision > 0 else { return nil }
    return
      "\(tally.withoutDecision.grouped) of \(tally.episodes.grouped) episodes are in mazes without a decision square"
  }

  private var edits: String? {
    let lines = zip(zip(variants, summary.tallies), receipts).flatMap { pair, receipts in
      pair.0.plan.edits.enumerated().map { number, edit in
        line(edit, number, of: pair.0, pair.1, receipts.filter { $0.edit == number })
      }
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private func line(
    _ edit: Edit, _ number: Int, of variant: RolloutVariant, _ tally: RolloutSummary.Tally,
    _ receipts: [Receipt]
  ) -> String {
    let acted = tally.actedSteps.indices.contains(number) ? tally.actedSteps[number] : 0
    let changed = receipts.reduce(0) { $0 + $1.changed }
    let (change, whole) = receipts.reduce(into: (0.0, 0.0)) { sums, receipt in
      sums.0 += receipt.changeNorm * receipt.changeNorm
      sums.1 += receipt.activationNorm * receipt.activationNorm
    }
    let part = whole > 0 ? ", \(Self.tenths((change / whole).squareRoot() * 100)) % of the activation" : ""
    let effect = acted == 0 ? "" : changed == 0 && !receipts.isEmpty ? ", and changed nothing" : part
    return
      "\(variant.name) \(number + 1). \(edit)\n   acted at \(acted.grouped) of \(tally.steps.grouped) steps\(effect)"
  }

  /// What deserves a warning: edits that never did anything.
  var warnings: [String] {
    zip(variants, summary.tallies).flatMap { variant, tally in
      zip(variant.plan.edits, tally.actedSteps).filter { $1 == 0 }.map { edit, _ in
        "warning: \(edit): it acted at none of \(tally.steps.grouped) steps"
      }
    }
  }

  private static func percent(_ count: Int, of all: Int) -> String {
    all == 0 ? "-" : "\(tenths(Double(count) / Double(all) * 100)) %"
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }
}
