import HookKit
import MazeLab
import Statistics

/// How often a policy gets the cheese, and in which mazes: what `hookctl statistics behaviour` shows, about a page.
public struct BehaviourReport: Report {
  /// The episodes, counted.
  public let analysis: BehaviourAnalysis
  /// How they were played.
  public let settings: TrialSettings
  /// What "got the cheese" is explained by.
  public let metrics: [MazeMetricEntry]
  /// The episodes with the metrics of their mazes, or why statistics can say nothing of them.
  public let table: Result<BehaviourAnalysis.Table, StatisticsError>
  /// The regression on the metrics, or why there is none.
  public let regression: Result<BehaviourRegression, StatisticsError>
  /// The policy's name.
  public let model: String
  let mazes: MazeSet
  let calls: [String]
  /// Whether several episodes were asked for, which would all be the same one.
  let isOnceForAll: Bool
  /// Which numbers of levels have intervals.
  let rule: IntervalRule

  init(
    _ analysis: BehaviourAnalysis, settings: TrialSettings, metrics: [MazeMetricEntry], folds: Int, subsets: Int,
    seed: UInt64, model: String, mazes: MazeSet, calls: [String], isOnceForAll: Bool = false,
    rule: IntervalRule = IntervalRule()
  ) throws {
    self.rule = rule
    (self.analysis, self.settings, self.metrics) = (analysis, settings, metrics)
    (self.model, self.mazes, self.calls, self.isOnceForAll) = (model, mazes, calls, isOnceForAll)
    let table = try Self.result { try analysis.table(metrics) }
    self.table = table
    regression = try Self.result {
      try BehaviourRegression(table.get(), folds: folds, subsets: subsets, seed: seed, rule: rule)
    }
  }

  /// What can be said, or why statistics cannot say it; other errors are thrown.
  private static func result<Value>(_ body: () throws -> Value) throws -> Result<Value, StatisticsError> {
    do { return .success(try body()) } catch let error as StatisticsError { return .failure(error) }
  }

  /// What is sampled: "levels".
  var units: String { "\(mazes.unit)s" }

  public var findings: Findings {
    get throws {
      let text = BehaviourText(self)
      let fit = try? regression.get()
      return try Findings("Behaviour on \(mazes): \(model)") {
        Note(text.scope)
        Heading("What it does")
        Note(try text.does())
        Heading("What it does not do")
        Note(try text.doesNot())
        Heading("How often")
        try rates()
        try ratePicture()
        Heading("Which mazes")
        Note(text.regression)
        if let fit { try regressionItems(fit) }
        Heading("How far to trust it")
        Note(text.caveats)
      }
    }
  }

  private func rates() throws -> Measures {
    try Measures(
      "rates", "Shares of episodes\(analysis.isNested ? "; n counts \(units)" : "")", intervals: intervals
    ) {
      for (share, outcome) in zip(analysis.outcomes, Episode.Outcome.allCases) {
        Measure(outcome.inWords, try share.rate.estimate(rule))
      }
      Measure("top right 5x5, never the cheese", try analysis.regionWithoutCheese.estimate(rule))
      for share in analysis.groups { Measure("got the cheese: \(share.name)", try share.rate.estimate(rule)) }
    }
  }

  /// What intervals of rates are called.
  private var intervals: String {
    analysis.isNested ? "95 % interval over \(units) (Wilson, design effect)" : "95 % interval (Wilson)"
  }

  private func ratePicture() throws -> Picture {
    let groups = try analysis.groups.map { share in
      let estimate = try share.rate.estimate(rule)
      return BarChart.Group(share.name, [BarChart.Bar(estimate.estimate, estimate.range)])
    }
    return Picture(
      "cheese", "How often the cheese was reached, by where it lay; \(intervals)",
      BarChart(
        "Got the cheese", label: "share of episodes", range: 0...1,
        caption: ["\(analysis.trials.count.grouped) episodes, \(mazes); \(model)"] + calls, groups))
  }

  private func regressionItems(_ fit: BehaviourRegression) throws -> [any Finding] {
    var items: [any Finding] = [try coefficients(fit), try coefficientPicture(fit)]
    if let picture = try distancePicture(fit) { items.append(picture) }
    items += [
      Picture(
        "correlations", "Correlations of the metrics over the episodes that were fitted",
        MatrixChart(correlations: "Correlations of the metrics", fit.correlations)),
      fitMeasures(fit),
    ]
    return items
  }

  private func coefficients(_ fit: BehaviourRegression) throws -> DataTable {
    DataTable(
      "coefficients",
      "Coefficients of the logistic regression, for one standard deviation more"
        + (analysis.isNested ? "; standard errors allow for episodes of one \(mazes.unit)" : ""), of: fit.terms
    ) {
      Column("metric", \.coefficient.name)
      Column("coefficient", \.coefficient.estimate)
      Column("standard error", \.coefficient.standardError)
      Column("z", \.coefficient.z)
      Column("p", \.coefficient.probability)
      Column("95 % interval", ofKey: "coefficient") { term in
        (try? fit.interval(of: term.coefficient)).flatMap(\.self).map {
          TableInterval($0, of: fit.levels, unit: mazes.unit)
        }
      }
      Column("VIF", \.inflation)
      Column("same sign in halves", \.stability?.sameSign)
      Column("sd in halves", \.stability?.standardDeviation)
      Column("alone", \.alone.estimate)
      Column("accuracy alone", \.accuracyAlone)
      Column("mean", \.mean)
      Column("sd", \.deviation)
    }
  }

  private func coefficientPicture(_ fit: BehaviourRegression) throws -> Picture {
    func bar(_ coefficient: Coefficient) throws -> BarChart.Bar {
      let interval = try fit.interval(of: coefficient)
      return BarChart.Bar(coefficient.estimate, interval.map { $0.lower...$0.upper })
    }
    return Picture(
      "effects", "Coefficients with 95 % intervals: all metrics together, and each on its own",
      BarChart(
        "Logistic regression of \"got the cheese\"", label: "log odds for one sd more",
        series: ["together", "alone"],
        caption: ["\(fit.fit.rows.grouped) episodes in mazes that have all metrics"],
        try fit.terms.map { .init(Self.short($0.coefficient.name), [try bar($0.coefficient), try bar($0.alone)]) }))
  }

  /// A metric's name as the chart has room for it: "steps cheese decision".
  private static func short(_ name: String) -> String {
    name.replacing("_dist_", with: " ").replacing("_between_", with: " ").replacing("decision_square", with: "decision")
      .replacing("_", with: " ")
  }

  /// The share of cheese in fifths of the episodes, by the metric that tells most on its own.
  private func distancePicture(_ fit: BehaviourRegression) throws -> Picture? {
    guard let best = fit.terms.max(by: { abs($0.alone.z ?? 0) < abs($1.alone.z ?? 0) }),
      let table = try? table.get(), let column = table.design.names.firstIndex(of: best.coefficient.name)
    else { return nil }
    let values = table.design.matrix.column(column), name = best.coefficient.name
    let bounds = try Sample(values).quantiles([0.2, 0.4, 0.6, 0.8])
    let points = try (0..<5).compactMap { part -> LineChart.Point? in
      let rows = values.indices.filter { row in bounds.count { values[row] > $0 } == part }
      guard !rows.isEmpty else { return nil }
      let rate = try GroupedRate(of: rows.map { table.outcomes[$0] }, in: rows.map { table.levels[$0] }).estimate(rule)
      return LineChart.Point(try Sample(rows.map { values[$0] }).mean, rate.estimate, rate.range)
    }
    return Picture(
      "by-\(name.replacing("_", with: "-"))",
      "Share of episodes with cheese in fifths of the episodes by \(name), the metric that tells most on its own",
      LineChart(
        "Got the cheese, by \(name)", x: metrics.first { $0.name == name }?.summary ?? name, y: "share of episodes",
        range: 0...1, caption: ["Points are means of fifths of the episodes; \(intervals)"],
        [LineChart.Series("episodes", points)]))
  }

  private func fitMeasures(_ fit: BehaviourRegression) -> Measures {
    Measures("fit", "The fit as a whole", intervals: "95 % interval over \(units)") {
      Measure("accuracy in \(units) not seen (\(fit.folds) folds)", fit.heldOut.accuracy)
      Measure("accuracy of always saying the same", fit.baseline, of: fit.heldOut.accuracy.count)
      Measure("accuracy gained over that", fit.heldOut.gain)
      if fit.heldOut.penalised > 0 { Measure("folds fitted with a penalty", Double(fit.heldOut.penalised)) }
      Measure("pseudo R² (McFadden)", fit.fit.pseudoR2, of: fit.fit.rows)
      Measure("log likelihood", fit.fit.logLikelihood)
      Measure("log likelihood of a constant", fit.fit.nullLogLikelihood)
      Measure("random halves of the \(units) that could be fitted", Double(fit.stability?.fitted ?? 0))
    }
  }
}

extension Episode.Outcome {
  /// What its share of the episodes is called.
  var inWords: String {
    switch self {
    case .cheese: "got the cheese"
    case .corner: "corner, never the cheese"
    case .timeout: "neither"
    }
  }
}
