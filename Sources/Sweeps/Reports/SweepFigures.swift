import HookKit
import Interventions
import MazeLab
import Statistics

/// The kinds of figure that results are drawn as.
public enum SweepFigureKind: String, CaseIterable, Sendable {
  /// The effect against a number, a curve for each value of another axis, with controls.
  case dose
  /// Two axes as rows and columns, the effect as colour.
  case heatmap
  /// Every level's effect, condition by condition.
  case strips
}

extension SweepResults {
  /// The most curves of one chart, and the most strips.
  private static let mostCurves = 7
  private static let mostStrips = 40

  /// One figure; nil where the axes do not allow it.
  public func figure(_ kind: SweepFigureKind, _ effects: [Effect], of metric: Int) throws -> (any Figure)? {
    switch kind {
    case .dose: doseChart(effects, of: metric)
    case .heatmap: heatMap(effects, of: metric)
    case .strips: stripChart(effects, of: metric)
    }
  }

  /// The number of levels of the sweep, or of mazes of files.
  public var mazeCount: Int { axes.first { $0.name == Axis.levelName }?.texts.count ?? 0 }

  /// What the sweep has many of: "level", or "maze" where they are from files.
  public var unit: String { axes.first { $0.name == Axis.levelName }?.isNumeric ?? true ? "level" : "maze" }

  /// A metric in words, with its parameters and its unit: "decision square (towards: corner)", "value change (state value)".
  public func label(_ metric: Int) -> String {
    let parts = metrics[metric].name.split(separator: "(", maxSplits: 1)
    let words = ([parts[0].replacing("-", with: " ")] + parts.dropFirst()).joined(separator: " (")
    return metrics[metric].unit.isEmpty ? words : "\(words) (\(metrics[metric].unit))"
  }

  /// An axis in words: "scale of add" where the edits say what its numbers are.
  func label(ofAxis name: String) -> String {
    let known = ["site": "edited site", "selection": "edited part", "seed": "seed", "maze": "maze", "facing": "facing"]
    return known[name] ?? parameter(of: name) ?? name
  }

  /// The parameter that an axis stands for in the calls: `{s}` in `add(vector: v.npz, scale: {s})` is "scale of add".
  private func parameter(of axis: String) -> String? {
    guard let text = recipe["sweep"], let description = try? SweepDescription(text: text) else { return nil }
    for patch in description.patches {
      guard let kind = patch.firstMatch(of: /^([\w-]+)\(/) else { continue }
      for match in patch.matches(of: /([\w-]+):\s*\{\s*-?([\w-]+)\s*(?:=[^}]*)?\}/) where match.2 == axis {
        return "\(match.1) of \(kind.1)" + (match.1 == axis ? "" : " (\(axis))")
      }
      if patch.contains("\(axis): {") { return "\(axis) of \(kind.1)" }
    }
    return nil
  }

  /// - Parameter intervals: whether the figure draws those of the means.
  private func caption(_ effects: [Effect], intervals: Bool = true, _ more: String...) -> [String] {
    let counts = effects.map(\.values.count)
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let number = least == most ? "\(most)" : "\(least) to \(most)"
    let missing = most < mazeCount ? " of \(mazeCount); the metric is not defined in the others" : ""
    let seeds = effects.compactMap(\.seeds).max() ?? 1
    let nested = seeds > 1 ? ", \(seeds) seeds averaged within each" : ""
    let description = recipe["sweep"].flatMap { try? SweepDescription(text: $0) }
    var lines = [
      "Means over \(number) \(unit)s\(description?.qualities ?? "")\(missing)\(nested); \(recipe["mode"] ?? "") mode, "
        + "\(recipe["model_name"] ?? "")."
    ]
    if intervals, effects.haveIntervals {
      lines.append("Intervals: 95 %, over \(unit)s; \(Sample.meanIntervalMethod).")
    }
    if intervals, let lack = effects.compactMap({ $0.mean?.lack }).first {
      lines.append("\(effects.haveIntervals ? "Where there is none" : "No intervals"): \(lack.text).")
    }
    if rows.count < pointCount {
      lines.append("\(rows.count.grouped) of \(pointCount.grouped) points are finished.")
    }
    lines += more.filter { !$0.isEmpty }
    if let description { lines += description.plans.map { "plan \($0.name)" } + description.patches }
    return lines
  }

  // MARK: Effect by strength

  private func doseChart(_ effects: [Effect], of metric: Int) -> LineChart? {
    guard let along = conditionAxes.first(where: { axes[$0].isLine }),
      let place = conditionAxes.firstIndex(of: along)
    else { return nil }
    func others(_ effect: Effect) -> [Int] {
      var rest = effect.condition
      rest.remove(at: place)
      return rest
    }
    let groups = Dictionary(grouping: effects, by: others)
    let reach = groups.mapValues { $0.map { abs($0.mean?.estimate ?? 0) }.max() ?? 0 }
    // Where there are too many curves, those that reach farthest; the heat map has them all.
    let strongest = Set(groups.keys.sorted { (reach[$0] ?? 0) > (reach[$1] ?? 0) }.prefix(Self.mostCurves))
    let shown = groups.keys.filter(strongest.contains).sorted { $0.lexicographicallyPrecedes($1) }
    let restAxes = conditionAxes.filter { $0 != along }
    var series = shown.map { key in
      LineChart.Series(
        Self.shortened(zip(restAxes, key).map { axes[$0].label($1) }.joined(separator: ", "), label(metric)),
        points(groups[key] ?? [], along: along, at: place) { effect in
          effect.mean.map { ($0.estimate, $0.range) }
        })
    }
    if let control = Control.ordered(nulls.keys).first(where: \.isDrawn) {
      let strongest = shown.max { (reach[$0] ?? 0) < (reach[$1] ?? 0) } ?? []
      series.append(
        LineChart.Series(
          shown.count > 1 ? "\(control.name) twins of the largest" : "\(control.name) twins",
          points(groups[strongest] ?? [], along: along, at: place) { effect in
            effect.nulls.first { $0.control == control }.flatMap(Self.spread)
          }, isReference: true))
    }
    series += linesAcross(series, effects.filter { shown.contains(others($0)) }, of: metric, along: along, at: place)
    let left = groups.count - shown.count
    let isModel = axes[along].name == Axis.modelName
    return LineChart(
      "", x: isModel ? "training step" : label(ofAxis: axes[along].name), y: label(metric), isLogarithmic: isModel,
      caption: caption(
        effects, left > 0 ? "\(left) conditions with smaller effects are not shown." : "",
        nulls.isEmpty ? "" : "Twins: mean and middle 95 % of the draws."),
      series)
  }

  /// Policies whose names tell no step, as references beside those whose names do.
  private func linesAcross(
    _ series: [LineChart.Series], _ effects: [Effect], of metric: Int, along axis: Int, at place: Int
  ) -> [LineChart.Series] {
    let steps = series.flatMap(\.points).map(\.x)
    guard let first = steps.min(), let last = steps.max() else { return [] }
    return effects.compactMap { effect -> LineChart.Series? in
      guard axes[axis].numbers[effect.condition[place]] == nil, let mean = effect.mean else { return nil }
      let name = zip(conditionAxes, effect.condition).map { axes[$0].label($1) }.joined(separator: ", ")
      return LineChart.Series(
        Self.shortened(name, label(metric)), across: first...last, at: mean.estimate, mean.range)
    }
  }

  private func points(
    _ effects: [Effect], along axis: Int, at place: Int, _ value: (Effect) -> (Double, ClosedRange<Double>?)?
  ) -> [LineChart.Point] {
    effects.compactMap { effect in
      guard let x = axes[axis].numbers[effect.condition[place]], let (y, interval) = value(effect) else {
        return nil
      }
      return LineChart.Point(x, y, interval)
    }.sorted { $0.x < $1.x }
  }

  /// The mean of null draws, and their middle 95 %.
  private static func spread(_ nulls: Effect.Nulls) -> (Double, ClosedRange<Double>?)? {
    guard let sample = try? Sample(nulls.means) else { return nil }
    let bounds = sample.quantiles([0.025, 0.975])
    return (sample.mean, ClosedRange(between: bounds[0], and: bounds[1]))
  }

  private static func shortened(_ name: String, _ fallback: String) -> String {
    name.isEmpty ? fallback : name.replacing("embedder.", with: "")
  }

  // MARK: Two axes

  private func heatMap(_ effects: [Effect], of metric: Int) -> GridHeatMap? {
    let candidates = conditionAxes.indices.sorted { first, second in
      let (left, right) = (axes[conditionAxes[first]], axes[conditionAxes[second]])
      return (left.isNumeric ? 1 : 0, first) < (right.isNumeric ? 1 : 0, second)
    }
    guard candidates.count == 2 else { return nil }
    let (rowPlace, columnPlace) = (candidates[0], candidates[1])
    let (rowAxis, columnAxis) = (axes[conditionAxes[rowPlace]], axes[conditionAxes[columnPlace]])
    var cells = rowAxis.texts.map { _ in columnAxis.texts.map { _ in GridHeatMap.Cell(nil) } }
    for effect in effects {
      let control = effect.nulls.first { $0.control.isDrawn }
      cells[effect.condition[rowPlace]][effect.condition[columnPlace]] = GridHeatMap.Cell(
        effect.mean?.estimate, isMarked: control.map(Self.standsOut) ?? false)
    }
    let draws = effects.first?.nulls.first { $0.control.isDrawn }?.means.count
    return GridHeatMap(
      "", rows: (label(ofAxis: rowAxis.name), rowAxis.texts),
      columns: (label(ofAxis: columnAxis.name), columnAxis.texts),
      label: label(metric),
      mark: draws.map { "beyond all \($0) null draws" }, cells: cells,
      caption: caption(effects, intervals: false))
  }

  private static func standsOut(_ nulls: Effect.Nulls) -> Bool {
    nulls.comparison.equal == 0 && (nulls.comparison.below == 0 || nulls.comparison.above == 0)
  }

  // MARK: Level by level

  private func stripChart(_ effects: [Effect], of metric: Int) -> StripChart? {
    let ranked = effects.sorted { abs($0.mean?.estimate ?? 0) > abs($1.mean?.estimate ?? 0) }
    let kept = Set(ranked.prefix(Self.mostStrips).map(\.condition))
    let shown = effects.filter { kept.contains($0.condition) && $0.values.count > 1 }
    guard !shown.isEmpty else { return nil }
    let strips = shown.map { effect in
      let texts = zip(conditionAxes, effect.condition).map { axes[$0].label($1) }
      let name = Self.shortened(texts.joined(separator: ", "), label(metric))
      return StripChart.Strip(
        name, effect.values, mean: effect.mean?.estimate, interval: effect.mean?.range,
        band: effect.nulls.first { $0.control.isDrawn }.flatMap(Self.spread)?.1)
    }
    let left = effects.count - shown.count
    return StripChart(
      "", label: label(metric), unit: unit, band: nulls.isEmpty ? nil : "middle 95 % of the null draws' means",
      caption: caption(effects, left > 0 ? "\(left) conditions with smaller effects are not shown." : ""),
      strips)
  }
}
