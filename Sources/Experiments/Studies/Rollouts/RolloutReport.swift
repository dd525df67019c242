import HookKit
import MazeLab
import Statistics
import Sweeps

/// How the episodes of each agent ended, where agents part, and what edits did: what `hookctl rollout` shows.
public struct RolloutReport: Report {
  /// Which mazes, policies and actions.
  public let title: String
  /// The episodes, counted.
  public let summary: RolloutSummary
  /// The agents.
  public let variants: [RolloutVariant]
  /// What the edits of each agent did.
  public let receipts: [[Receipt]]
  /// Which numbers of levels or episodes have intervals.
  public let rule: IntervalRule
  /// How often the outcomes come about under the plan, beside its null twins; nil without twins.
  public package(set) var nulls: NullEffects?
  /// How it was made.
  public var recipe = Recipe()
  /// The drawing of the paths, where they were kept.
  var paths: PathFigure?
  /// The episodes and the videos, where they were asked for.
  var files: RolloutFiles?

  init(
    title: String, summary: RolloutSummary, variants: [RolloutVariant], receipts: [[Receipt]], rule: IntervalRule
  ) {
    (self.title, self.summary, self.variants) = (title, summary, variants)
    (self.receipts, self.rule) = (receipts, rule)
  }

  public func write(_ format: OutputFormat, to path: String) throws -> Bool {
    try files?.write(format, to: path) ?? false
  }

  /// The summary with its recipe, and null twins if there were any.
  public var json: JSONValue {
    .object(
      [.init("version", .integer(1)), .init("variants", summary.jsonValue(rule))] + differencesJSON
        + (nulls.map { [.init("nulls", $0.json(of: "rate")), .init("nullSizes", $0.sizesJSON)] } ?? [])
        + [.init("recipe", recipe.json)])
  }

  /// The outcomes of each agent beside those of the first, where there are several mazes.
  var effectsOnOutcomes: [(tally: RolloutSummary.Tally, outcome: Episode.Outcome, estimate: UnitEstimate)] {
    guard let first = summary.tallies.first, first.byMaze.count > 1 else { return [] }
    return summary.tallies.dropFirst().flatMap { tally in
      Episode.Outcome.allCases.compactMap { outcome in
        (try? summary.difference(of: outcome, for: tally, rule)).map { (tally, outcome, $0) }
      }
    }
  }

  /// The same for programs; nothing where there is none.
  var differencesJSON: [JSONValue.Member] {
    let effects = effectsOnOutcomes.map { tally, outcome, estimate in
      JSONValue.object([
        .init("variant", .string(tally.name)), .init("outcome", .string(outcome.rawValue)),
        .init("difference", .number(estimate.estimate)),
        .init("low", estimate.interval.map { .number($0.lower) } ?? .null),
        .init("high", estimate.interval.map { .number($0.upper) } ?? .null), .init("n", .integer(estimate.count)),
      ])
    }
    return effects.isEmpty ? [] : [.init("differences", .array(effects))]
  }

  var decision: String? {
    guard let tally = summary.tallies.first, tally.withoutDecision > 0 else { return nil }
    return
      "\(tally.withoutDecision.grouped) of \(tally.episodes.grouped) episodes are in mazes without a decision square"
  }

  /// What every edit of every agent did.
  var effects: [RolloutEffect] {
    zip(zip(variants, summary.tallies), receipts).flatMap { pair, receipts in
      pair.0.edits.calls.enumerated().map { number, call in
        RolloutEffect(call, number, of: pair.1, receipts.filter { $0.edit == number })
      }
    }
  }

  /// What deserves a warning: edits that never did anything; and what videos do not show.
  package var warnings: [String] {
    (files?.note.map { [$0] } ?? [])
      + effects.filter { $0.acted == 0 }.map { "warning: \($0.call): it acted at none of \($0.steps.grouped) steps" }
  }
}

/// What one edit of one agent did in a rollout.
struct RolloutEffect {
  /// The agent's name.
  let agent: String
  /// The position of the edit in its plan, from 1.
  let number: Int
  let call: String
  /// At how many steps it acted, of how many.
  let acted: Int, steps: Int
  /// The norm of the change as a part of the norm of the activation; nil where that is not known or 0.
  let ratio: Double?

  init(_ call: String, _ number: Int, of tally: RolloutSummary.Tally, _ receipts: [Receipt]) {
    (agent, self.call, self.number, steps) = (tally.name, call, number + 1, tally.steps)
    acted = tally.actedSteps.indices.contains(number) ? tally.actedSteps[number] : 0
    let (change, whole) = receipts.reduce(into: (0.0, 0.0)) { sums, receipt in
      sums.0 += receipt.changeNorm * receipt.changeNorm
      sums.1 += receipt.activationNorm * receipt.activationNorm
    }
    ratio = whole > 0 ? (change / whole).squareRoot() : nil
  }
}
