import Statistics

/// A logistic regression of "got the cheese" on metrics of mazes, with everything that says how far to trust
/// it.
public struct BehaviourRegression: Sendable {
  /// How a metric takes part.
  public struct Term: Sendable {
    /// The coefficient for one standard deviation of the metric more, with its standard error.
    public let coefficient: Coefficient
    /// The metric's mean and standard deviation over the trials.
    public let mean: Double, deviation: Double
    /// The variance inflation factor.
    public let inflation: Double
    /// What becomes of the coefficient in random halves of the levels; nil where those could not be fitted.
    public let stability: SubsetStability.Estimate?
    /// The coefficient of the metric on its own, for one standard deviation.
    public let alone: Coefficient
    /// The share of trials of other levels that the metric on its own is right about.
    public let accuracyAlone: Double
  }

  /// The metrics, in order.
  public let terms: [Term]
  /// Metrics left out as others add up to them, in order; and those that are the same in all mazes.
  public let dependent: [String], constant: [String]
  /// The fit of all terms together.
  public let fit: LogisticFit
  /// The accuracy of the fit on levels that it has not seen.
  public let heldOut: HeldOutAccuracy
  /// The accuracy of always saying what is more frequent.
  public let baseline: Double
  /// The correlations of the metrics.
  public let correlations: CorrelationMatrix
  /// How the random halves were drawn, and how many could not be fitted; nil where fewer than two could.
  public let stability: SubsetStability?
  /// The number of folds.
  public let folds: Int
  /// The number of levels.
  public let levels: Int
  /// Which numbers of levels have intervals.
  private let rule: IntervalRule

  /// Fits trials.
  ///
  /// Levels are what is sampled. Where they have several trials each, standard errors allow for clusters; folds and random
  /// halves are of levels, so that nothing is fitted and scored on trials of one maze.
  ///
  /// Columns are standardised. A metric that those before it add up to is left out and named: in a maze without
  /// loops, the steps from cheese to corner are those from both to the decision square.
  ///
  /// - Throws: `StatisticsError` for trials of one outcome, separated outcomes, too few trials, and so on.
  public init(
    _ table: BehaviourAnalysis.Table, folds: Int = 10, subsets: Int = 200, seed: UInt64 = 0,
    rule: IntervalRule = IntervalRule()
  ) throws {
    let name = "got the cheese", outcomes = table.outcomes
    let constant = table.design.constantColumns
    self.constant = constant
    var kept: [Int] = [], dependent: [String] = []
    for column in table.design.names.indices where !constant.contains(table.design.names[column]) {
      if table.design.selecting(columns: kept + [column]).dependentColumns.isEmpty {
        kept.append(column)
      } else {
        dependent.append(table.design.names[column])
      }
    }
    self.dependent = dependent
    let chosen = table.design.selecting(columns: kept)
    let scaler = Standardizer(chosen.matrix), design = scaler.applied(to: chosen)
    let ofLevel = Dictionary(grouping: outcomes.indices) { table.levels[$0] }
    let levels = ofLevel.keys.sorted { (ofLevel[$0]?[0] ?? 0) < (ofLevel[$1]?[0] ?? 0) }
    guard levels.count > kept.count + 1 else {
      throw StatisticsError.tooFew(of: "\(rule.unit)s of \"\(name)\"", count: levels.count, needed: kept.count + 2)
    }
    let clusters = levels.count < outcomes.count ? table.levels : nil
    fit = try LogisticRegression().fit(design, outcomes, clusters: clusters, of: name)
    (self.folds, self.levels, self.rule) = (min(folds, levels.count), levels.count, rule)
    let division = try Folds(stratifying: outcomes, grouping: table.levels, count: self.folds, seed: seed)
    heldOut = try HeldOutAccuracy(design, outcomes, levels: table.levels, folds: division, rule: rule, of: name)
    let share = Double(outcomes.count { $0 }) / Double(outcomes.count)
    baseline = max(share, 1 - share)
    let varying = table.design.names.indices.filter { !constant.contains(table.design.names[$0]) }
    correlations = try CorrelationMatrix(varying.map { (table.design.names[$0], table.design.matrix.column($0)) })
    stability = try Self.stability(levels.map { ofLevel[$0] ?? [] }, subsets, seed) { rows in
      try LogisticRegression().fit(design.selecting(rows: rows), rows.map { outcomes[$0] }, of: name)
        .coefficients.map(\.estimate)
    }
    let inflation = design.names.count > 1 ? try VarianceInflation.factors(design) : [1]
    var terms: [Term] = []
    for column in design.names.indices {
      let single = design.selecting(columns: [column])
      terms.append(
        Term(
          coefficient: fit.coefficients[column], mean: scaler.means[column], deviation: scaler.scales[column],
          inflation: inflation[column], stability: stability?.estimates[column],
          alone: try LogisticRegression().fit(single, outcomes, clusters: clusters, of: name).coefficients[0],
          accuracyAlone: try HeldOutAccuracy(single, outcomes, levels: table.levels, folds: division, of: name)
            .accuracy.estimate))
    }
    self.terms = terms
  }

  /// The interval of one of the coefficients; nil where there are too few levels for one.
  ///
  /// - Throws: `StatisticsError.badParameter` for a level of confidence that makes no sense.
  public func interval(of coefficient: Coefficient) throws -> ConfidenceInterval? {
    rule.lack(of: levels) == nil ? try coefficient.interval(level: rule.level) : nil
  }

  /// Coefficients from random halves of the levels; nil where fewer than two can be fitted.
  private static func stability(
    _ rowsOfLevels: [[Int]], _ subsets: Int, _ seed: UInt64, _ fit: ([Int]) throws -> [Double]
  ) throws -> SubsetStability? {
    do {
      return try SubsetStability(rows: rowsOfLevels.count, subsets: subsets, seed: seed) { levels in
        try fit(levels.flatMap { rowsOfLevels[$0] })
      }
    } catch StatisticsError.tooFew { return nil }
  }
}
