import HookKit
import Interventions
import Statistics
import Sweeps

extension SweepResults {
  /// The effects of a metric: a line for each condition.
  func table(_ effects: [Effect], of metric: Int) -> DataTable {
    let controls = Control.ordered(nulls.keys)
    let hasUndefined = effects.contains { $0.undefined > 0 }
    var heads = [
      ColumnHead("mean"), ColumnHead("95 % interval", key: "mean", .interval), ColumnHead("n"),
    ]
    if hasUndefined { heads.append(ColumnHead("undefined")) }
    heads += controls.map(\.name).flatMap { name in
      [
        ColumnHead("\(name) percentile", key: "\(name)_percentile"),
        ColumnHead("95 % interval", key: "\(name)_percentile", .interval),
        ColumnHead("above \(name)", key: "above_\(name)"),
        ColumnHead("95 % interval", key: "above_\(name)", .interval),
        ColumnHead("\(name) draws", key: "\(name)_draws", isForPrograms: true),
      ]
    }
    heads.append(ColumnHead("change / activation", key: "change_ratio"))
    let rows = effects.map { effect -> [TableCell] in
      var cells = axisCells(effect.condition)
      cells += [(effect.mean?.estimate).cell, Self.interval(effect.mean), effect.values.count.cell]
      if hasUndefined { cells.append(effect.undefined.cell) }
      for control in controls { cells += Self.cells(effect.nulls.first { $0.control == control }) }
      return cells + [effect.changeRatio.cell, .text(metrics[metric].name)]
    }
    return DataTable(slug(metric), label(metric), heads: withAxes(heads + [Self.metricHead]), rows: rows)
  }

  /// The differences of a metric to the conditions of one value.
  func differences(
    of metric: Int, _ reference: (axis: Int, value: Int), _ rule: IntervalRule
  ) throws -> DataTable {
    let name = "\(axes[reference.axis].name) \(axes[reference.axis].texts[reference.value])"
    let rows = try differences(of: metric, on: reference.axis, from: reference.value, rule).map { found in
      axisCells(found.condition) + [
        .number(found.difference.estimate), Self.interval(found.difference), .integer(found.difference.count),
        .text(metrics[metric].name),
      ]
    }
    return DataTable(
      "\(slug(metric))-differences", "\(label(metric)): difference to \(name), paired over \(unit)s",
      heads: withAxes([
        ColumnHead("mean difference", key: "difference"), ColumnHead("95 % interval", key: "difference", .interval),
        ColumnHead("n"), Self.metricHead,
      ]), rows: rows)
  }

  /// How large net changes are beside those of null twins: a line for each condition, control and site.
  var sizesTable: DataTable {
    let heads = ["edited site", "control", "edits", "mean of twins", "least", "most"]
    let rows = sizes.map { condition, size -> [TableCell] in
      axisCells(condition) + [
        .text(size.site), .text(size.control.summary), size.plan.cell, .number(size.mean),
        .number(size.range.lowerBound),
        .number(size.range.upperBound),
      ]
    }
    return DataTable(
      "null-sizes",
      "Net change at each site, as a part of the activation's norm: the edits and their null twins, means over \(unit)s and seeds",
      heads: withAxes(heads.map { ColumnHead($0) }), rows: rows
    ).shortened(to: 20)
  }

  /// A name for files: letters, digits and hyphens.
  func slug(_ metric: Int) -> String {
    metrics[metric].name.split { !($0.isLetter || $0.isNumber) }.joined(separator: "-")
  }

  /// The metric of a table, which its title says to people.
  private static let metricHead = ColumnHead("metric", isForPrograms: true)

  /// The heads of a table, those of the axes before them. An axis that is called like one of them gets another key.
  private func withAxes(_ heads: [ColumnHead]) -> [ColumnHead] {
    var all = heads
    for axis in conditionAxes.reversed().map({ axes[$0].name }) {
      var head = ColumnHead(axis)
      while !ColumnHead.repeated(all + [head]).isEmpty { head = ColumnHead(axis, key: "axis_\(head.key)") }
      all.insert(head, at: 0)
    }
    return all
  }

  private func axisCells(_ condition: [Int]) -> [TableCell] {
    zip(conditionAxes, condition).map { axis, value -> TableCell in
      guard axes[axis].isNumeric else { return .text(axes[axis].texts[value]) }
      return axes[axis].wholeNumbers?[value].cell ?? axes[axis].numbers[value].cell
    }
  }

  private static func cells(_ nulls: Effect.Nulls?) -> [TableCell] {
    guard let nulls else { return Array(repeating: .missing, count: 5) }
    let percentile = TableInterval(nulls.percentile, of: nulls.means.count, unit: "draw")
    return [
      .percentage(nulls.percentile.estimate), .percentages(percentile), .number(nulls.excess.estimate),
      interval(nulls.excess), .integer(nulls.means.count),
    ]
  }

  private static func interval(_ estimate: UnitEstimate?) -> TableCell {
    TableInterval(estimate).map(TableCell.interval) ?? .missing
  }
}
