import HookKit
import MazeLab
import Statistics

extension ModelComparison {
  /// The comparison as a table and a picture, and then what was found of each policy.
  ///
  /// - Parameters:
  ///   - title: the line above everything.
  ///   - parts: the findings of each policy, in the order of ``models``; their names begin with that of the policy.
  public func findings(_ title: String, _ parts: [Findings]) throws -> Findings {
    try ModelFindings.together(title, models, parts) {
      Note(scope)
      table
      for measure in measures { picture(of: measure) }
    }
  }

  private var measures: [String] {
    entries.reduce(into: []) { if !$0.contains($1.measure) { $0.append($1.measure) } }
  }

  private var scope: String {
    let intervals = entries.contains { $0.mean.interval != nil }
    let lack = entries.first?.mean.lack.map { "No intervals: \($0.text)." }
    return
      "\(models.count) policies on the same \(unit)s; differences are those to \(models[0]), each \(unit) with itself. "
      + (intervals ? "Intervals are 95 % ones over \(unit)s: \(Sample.meanIntervalMethod)." : lack ?? "")
  }

  private var table: DataTable {
    DataTable("models", "What the policies do, and how they differ from \(models[0])", of: entries) {
      Column("measure", \.measure)
      Column("model", \.model)
      if steps.contains(where: { $0 != nil }) { Column("training step") { step(of: $0) } }
      Column("mean", \.mean.estimate)
      Column("95 % interval", ofKey: "mean") { TableInterval($0.mean) }
      Column("difference") { $0.difference?.estimate }
      Column("95 % interval of it", ofKey: "difference") { TableInterval($0.difference) }
      Column("n", \.mean.count)
    }
  }

  private func step(of entry: Entry) -> Int? { models.firstIndex(of: entry.model).flatMap { steps[$0] } }

  /// Against the training step where it is known, policies without one as lines across; otherwise as bars.
  private func picture(of measure: String) -> Picture {
    let entries = entries.filter { $0.measure == measure }
    let hasIntervals = entries.contains { $0.mean.range != nil }
    let caption = ["Means over \(unit)s\(hasIntervals ? " with 95 % intervals" : "")"]
    let name = "models-\(ModelFindings.slug(measure))"
    let points = entries.compactMap { entry in
      step(of: entry).map { LineChart.Point(Double($0), entry.mean.estimate, entry.mean.range) }
    }.sorted { $0.x < $1.x }
    guard let first = points.first, let last = points.last else {
      let groups = entries.map { BarChart.Group($0.model, [BarChart.Bar($0.mean.estimate, $0.mean.range)]) }
      return Picture(
        name, "\(measure), by policy", BarChart("By policy", label: measure, caption: caption, groups))
    }
    let others = entries.filter { step(of: $0) == nil }.map { entry in
      LineChart.Series(entry.model, across: first.x...last.x, at: entry.mean.estimate, entry.mean.range)
    }
    return Picture(
      name, "\(measure), by training step",
      LineChart(
        "By training step", x: "training step", y: measure, caption: caption,
        [LineChart.Series(measure, points)] + others))
  }
}
