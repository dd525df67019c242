import HookKit
import MazeLab
import Statistics
import Sweeps

extension SweepResults {
  /// One figure of one metric with the numbers that it shows: what `hookctl results plot` draws.
  ///
  /// - Parameters:
  ///   - kind: what is drawn.
  ///   - metric: the position of the metric.
  ///   - rule: which means have an interval.
  ///   - recipe: how the figure was made.
  /// - Throws: `Fault` where the axes of the sweep do not allow it.
  public func plot(
    _ kind: SweepFigureKind, of metric: Int, _ rule: IntervalRule = IntervalRule(), recipe: Recipe = Recipe()
  ) throws -> Findings {
    guard !rows.isEmpty else { throw StoreError.noResults(path: path) }
    let effects = try effects(of: metric, rule)
    guard let figure = try figure(kind, effects, of: metric) else { throw cannotDraw(kind) }
    var recipe = recipe
    for key in ["sweep", "command", "model_sha256"] { recipe.add("of_\(key)", .string(self.recipe[key] ?? "")) }
    recipe.add(plugins)
    return try .card("\(label(metric)): \(words(kind, effects))", recipe: recipe) {
      Picture("\(slug(metric))-\(kind.rawValue)", "\(label(metric)): \(words(kind, effects))", figure)
      table(effects, of: metric)
    }
  }

  private func cannotDraw(_ kind: SweepFigureKind) -> Fault {
    let varied = axes.filter { $0.texts.count > 1 }.map(\.name).joined(separator: ", ")
    return Fault(
      .usage, "--kind \(kind.rawValue)", "this sweep varies \(varied.isEmpty ? "nothing" : varied)",
      try: kind == .dose
        ? "curves need an axis of at least three numbers beside the mazes"
        : "a heat map needs two axes beside the mazes, and strips two mazes")
  }
}
