import HookKit
import Interventions
import Statistics
import Sweeps

extension SweepResults {
  /// How much was run, and how numbers are to be read.
  func notes(_ effects: [Effect], _ rule: IntervalRule) -> [String] {
    running + [sample(effects)] + lacks(effects) + draws(effects, rule)
  }

  private var running: [String] {
    var notes = [String]()
    if rows.count < pointCount {
      notes.append("Not finished: \(rows.count.grouped) of \(pointCount.grouped) points are there.")
    }
    if let sweep = recipe["sweep"], let description = try? SweepDescription(text: sweep) {
      notes.append("\(description.mazesInWords).")
      for call in description.plans.map(\.name) + description.patches { notes.append("Edit: \(call)") }
    }
    for control in Control.ordered(nulls.keys) {
      let draws = nulls[control]?.map(\.count).max() ?? 0
      notes.append(
        "Control \(control.name): \(draws.counted("draw")) at every point, \(control.summary).")
    }
    let (spent, naive) = forwardPasses
    if naive > 0 {
      let part = (spent / naive * 1000).rounded() / 10
      notes.append(
        "Spent: \(Int(bounded: spent.rounded()).grouped) forward passes, of \(Int(bounded: naive).grouped) that it takes to compute every field by itself (\(part) %)."
      )
    }
    return notes
  }

  /// What means are over, and what their intervals are.
  private func sample(_ effects: [Effect]) -> String {
    let counts = Set(effects.map(\.values.count)), most = counts.max() ?? 0
    let seeds = effects.compactMap(\.seeds).max() ?? 1
    let nested = seeds > 1 ? ", \(seeds) seeds averaged within each" : ""
    let sampled = counts.count == 1 ? "\(most.counted(unit))" : "n \(unit)s"
    var text = "Means over \(sampled)\(nested)."
    if effects.haveIntervals {
      text += " 95 % intervals over \(unit)s: \(Sample.meanIntervalMethod)"
      let least = effects.compactMap { $0.mean?.interval == nil ? nil : $0.values.count }.min() ?? 0
      text += Sample.coverage(ofMeanIntervalOf: least).map { "; \($0.text)." } ?? "."
    }
    return text
  }

  /// Why means have no interval, each reason once.
  private func lacks(_ effects: [Effect]) -> [String] {
    let lacks = effects.flatMap { [$0.mean?.lack] + $0.nulls.map(\.excess.lack) }.compactMap(\.self)
    return Set(lacks).sorted { $0.text < $1.text }.map { lack in
      guard case .few = lack else { return "No interval: \(lack.text)." }
      return "No interval: \(lack.text) (--small-sample-intervals prints them; they cover too seldom)."
    }
  }

  /// What percentiles are among, and what so many draws cannot say.
  private func draws(_ effects: [Effect], _ rule: IntervalRule) -> [String] {
    let drawn = effects.flatMap(\.nulls).filter { $0.control != .flipped }
    guard let fewest = drawn.map(\.means.count).min() else { return [] }
    var text =
      "Percentiles: of the mean among those of its null draws, with 95 % intervals (Wilson)"
      + "\(drawn.compactMap(\.pooling.text).first.map { "; \($0)" } ?? "")."
      + " Above: the mean minus that of the draws, as one draw among them; intervals are over \(unit)s and draws."
    let needed = NullComparison.drawsNeeded(level: rule.level)
    if fewest < needed {
      text += " No mean can be outside the middle 95 % of \(fewest.grouped) draws; it takes \(needed) draws."
    }
    return [text]
  }
}

extension NestedDraws.Pooling {
  /// How several seeds were counted, in words; nil for one seed.
  fileprivate var text: String? {
    switch self {
    case .single: nil
    case .pooled(let seeds): "the edit is the same under all \(seeds) seeds, and their draws count together"
    case .averaged(let seeds): "edit and draws as means over \(seeds) seeds"
    case .first(let seeds): "a part of the edit is the same under all \(seeds) seeds: those of the first seed"
    }
  }
}
