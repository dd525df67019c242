import HookKit
import MazeLab
import Statistics
import Sweeps

extension SweepResults {
  /// The results as findings: a table of effects for each metric, with controls and intervals, and figures.
  ///
  /// - Parameters:
  ///   - chosen: the positions of the metrics to report; nil for all.
  ///   - reference: an axis and a value that the other conditions are held against, paired over levels; nil for none.
  ///   - rule: which means have an interval.
  ///   - title: the line above everything; nil for how much was run.
  ///   - recipe: how the report was made.
  ///   - first: what stands before the tables.
  public func findings(
    metrics chosen: [Int]? = nil, against reference: (axis: Int, value: Int)? = nil,
    _ rule: IntervalRule = IntervalRule(), title: String? = nil, recipe: Recipe = Recipe(),
    @ListBuilder<any Finding> first: () throws -> [any Finding] = { [] }
  ) throws -> Findings {
    guard !rows.isEmpty else { throw StoreError.noResults(path: path) }
    let chosen = chosen ?? Array(metrics.indices)
    let effects = try chosen.map { (metric: $0, effects: try self.effects(of: $0, rule)) }
    var findings = try Findings(title ?? size) {
      try first()
      if title != nil { size }
      notes(effects.flatMap(\.effects), rule).map { Note($0) as any Finding }
      try effects.flatMap { metric, effects -> [any Finding] in
        [table(effects, of: metric)] + (try figures(effects, of: metric))
      }
      if !sizes.isEmpty { sizesTable }
      if let reference { try chosen.map { try differences(of: $0, reference, rule) as any Finding } }
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
    let conditions = conditionAxes.reduce(1) { $0 * axes[$1].texts.count }
    return
      "\(mazeCount.counted(unit)), \(conditions.counted("condition")), \(recipe["model_name"] ?? "")"
  }

  /// The figures that fit the axes.
  private func figures(_ effects: [Effect], of metric: Int) throws -> [any Finding] {
    try SweepFigureKind.allCases.compactMap { kind in
      try figure(kind, effects, of: metric).map {
        Picture("\(slug(metric))-\(kind.rawValue)", "\(label(metric)): \(words(kind, effects))", $0)
      }
    }
  }

  /// What a kind of figure shows.
  func words(_ kind: SweepFigureKind, _ effects: [Effect]) -> String {
    switch kind {
    case .dose where effects.haveIntervals:
      "effect by strength, with 95 % intervals over \(unit)s"
    case .dose: "mean effect over \(unit)s by strength"
    case .heatmap: "mean effect over \(unit)s"
    case .strips: "every \(unit)"
    }
  }
}
