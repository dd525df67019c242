import HookKit
import MazeLab
import Statistics
import Sweeps

extension SweepResults {
  /// The results as findings: a table of effects for each metric, with controls and intervals, and figures.
  ///
  /// - Parameters:
  ///   - metrics: the positions of the metrics to report; nil for all.
  ///   - reference: an axis and a value that the other conditions are held against, paired over levels; nil for none.
  ///   - title: the line above everything; nil for how much was run.
  ///   - recipe: how the report was made.
  ///   - first: what stands before the tables.
  public func findings(
    metrics chosen: [Int]? = nil, against reference: (axis: Int, value: Int)? = nil, title: String? = nil,
    recipe: Recipe = Recipe(), @ListBuilder<any Finding> first: () throws -> [any Finding] = { [] }
  ) throws -> Findings {
    guard !rows.isEmpty else { throw StoreError.noResults(path: path) }
    let chosen = chosen ?? Array(metrics.indices)
    let effects = try chosen.map { (metric: $0, effects: try self.effects(of: $0)) }
    var findings = try Findings(title ?? size) {
      try first()
      if title != nil { size }
      notes.map { Note($0) as any Finding }
      try effects.flatMap { metric, effects -> [any Finding] in
        [table(effects, of: metric)] + (try figures(effects, of: metric))
      }
      if let reference { try chosen.map { try differences(of: $0, reference) as any Finding } }
    }
    findings.recipe = recipe
    findings.recipe.add("sweep", .string(self.recipe["sweep"] ?? ""))
    findings.recipe.add("sweepCommand", .string(self.recipe["command"] ?? ""))
    findings.recipe.add(
      "model",
      .object([
        .init("name", .string(self.recipe["model_name"] ?? "")),
        .init("sha256", .string(self.recipe["model_sha256"] ?? "")),
      ]))
    findings.recipe.add(plugins)
    return findings
  }

  /// How much was run.
  private var size: String {
    let levels = levelCount
    let conditions = conditionAxes.reduce(1) { $0 * axes[$1].texts.count }
    return
      "\(levels.grouped) level\(levels == 1 ? "" : "s"), \(conditions.grouped) condition\(conditions == 1 ? "" : "s"), \(recipe["model_name"] ?? "")"
  }

  private var notes: [String] {
    var notes = [String]()
    if rows.count < pointCount {
      notes.append("Not finished: \(rows.count.grouped) of \(pointCount.grouped) points are there.")
    }
    if let sweep = recipe["sweep"], let description = try? SweepDescription(text: sweep) {
      notes.append("Levels \(description.levels), \(description.mode.rawValue) mode.")
      for call in description.plans.map(\.name) + description.patches { notes.append("Edit: \(call)") }
    }
    for control in Control.allCases where nulls[control] != nil {
      let draws = nulls[control]?.map(\.count).max() ?? 0
      notes.append(
        "Control \(control.rawValue): \(draws) draw\(draws == 1 ? "" : "s") at every point, \(control.summary)."
      )
    }
    let (spent, naive) = forwardPasses
    if naive > 0 {
      let part = (spent / naive * 1000).rounded() / 10
      notes.append(
        "Spent: \(Int(spent.rounded()).grouped) forward passes, of \(Int(naive).grouped) that it takes to compute every field by itself (\(part) %)."
      )
    }
    notes.append(
      "Means over levels with 95 % bootstrap intervals; percentiles of the mean among those of its null twins with 95 % Wilson intervals."
    )
    return notes
  }

  /// The figures that fit the axes.
  private func figures(_ effects: [Effect], of metric: Int) throws -> [any Finding] {
    try SweepFigureKind.allCases.compactMap { kind in
      try figure(kind, effects, of: metric).map {
        Picture("\(slug(metric))-\(kind.rawValue)", "\(label(metric)): \(Self.words(kind))", $0)
      }
    }
  }

  private static func words(_ kind: SweepFigureKind) -> String {
    switch kind {
    case .dose: "effect by strength, with 95 % bootstrap intervals over levels"
    case .heatmap: "mean effect over levels"
    case .strips: "every level"
    }
  }

  /// A name for files: letters, digits and hyphens.
  private func slug(_ metric: Int) -> String {
    let words = metrics[metric].name.split { !($0.isLetter || $0.isNumber) }
    return words.joined(separator: "-")
  }

  private func table(_ effects: [Effect], of metric: Int) -> DataTable {
    let axes = conditionAxes
    let controls = Control.allCases.filter { nulls[$0] != nil }
    let hasUndefined = effects.contains { $0.undefined > 0 }
    var header = axes.map { self.axes[$0].name } + ["mean", "95 % interval", "n"]
    if hasUndefined { header.append("undefined") }
    for control in controls {
      header += ["\(control.rawValue) percentile", "interval", "above \(control.rawValue)", "95 % interval"]
    }
    header.append("change / activation")
    let rows = effects.map { effect -> [TableCell] in
      var cells = zip(axes, effect.condition).map { axis, value -> TableCell in
        self.axes[axis].isNumeric ? self.axes[axis].numbers[value].cell : .text(self.axes[axis].texts[value])
      }
      cells += [effect.mean?.estimate.cell ?? .missing, Self.range(effect.mean), effect.values.count.cell]
      if hasUndefined { cells.append(effect.undefined.cell) }
      for control in controls {
        let found = effect.nulls.first { $0.control == control }
        cells += [
          found.map { TableCell.text($0.percentile.estimate.oneDecimal) } ?? .missing,
          found.map {
            TableCell.text("\($0.percentile.lower.oneDecimal) to \($0.percentile.upper.oneDecimal)")
          } ?? .missing,
          found?.excess.estimate.cell ?? .missing, Self.range(found?.excess),
        ]
      }
      return cells + [effect.changeRatio.cell]
    }
    return DataTable(slug(metric), label(metric), header: header, rows: rows)
  }

  private func differences(of metric: Int, _ reference: (axis: Int, value: Int)) throws -> DataTable {
    let name = "\(axes[reference.axis].name) \(axes[reference.axis].texts[reference.value])"
    let rows = try differences(of: metric, on: reference.axis, from: reference.value).map {
      found -> [TableCell] in
      [
        .text(text(of: found.condition)), .number(found.difference.estimate), Self.range(found.difference),
        .integer(found.pairs),
      ]
    }
    return DataTable(
      "\(slug(metric))-differences", "\(label(metric)): difference to \(name), paired over levels",
      header: ["condition", "mean difference", "95 % interval", "pairs"], rows: rows)
  }

  private static func range(_ interval: ConfidenceInterval?) -> TableCell {
    interval.map { .text("\(TableCell.number($0.lower).shown) to \(TableCell.number($0.upper).shown)") }
      ?? .missing
  }
}
