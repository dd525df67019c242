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
    /// What becomes of the coefficient in random halves of the trials.
    public let stability: SubsetStability.Estimate
    /// The coefficient of the metric on its own, for one standard deviation.
    public let alone: Coefficient
    /// The cross-validated accuracy of the metric on its own.
    public let accuracyAlone: Double
  }

  /// The metrics, in order.
  public let terms: [Term]
  /// Metrics left out as others add up to them, in order; and those that are the same in all mazes.
  public let dependent: [String], constant: [String]
  /// The fit of all terms together.
  public let fit: LogisticFit
  /// The accuracy of the fit on trials that it has not seen.
  public let accuracy: CrossValidation
  /// The accuracy of always saying what is more frequent.
  public let baseline: Double
  /// The correlations of the metrics.
  public let correlations: CorrelationMatrix
  /// How the random halves were drawn, and how many could not be fitted.
  public let stability: SubsetStability
  /// The number of folds.
  public let folds: Int

  /// Fits trials.
  ///
  /// Columns are standardised. A metric that those before it add up to is left out and named: in a maze without
  /// loops, the steps from cheese to corner are those from both to the decision square.
  ///
  /// - Throws: `StatisticsError` for trials of one outcome, separated outcomes, too few trials, and so on.
  public init(_ table: BehaviourAnalysis.Table, folds: Int = 10, subsets: Int = 200, seed: UInt64 = 0) throws {
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
    fit = try LogisticRegression().fit(design, outcomes, of: name)
    let division = try Folds(stratifying: outcomes.map { $0 ? 1 : 0 }, count: folds, seed: seed, of: name)
    func accuracy(_ design: Design) throws -> CrossValidation {
      try division.scores { train, test in
        let fit = try LogisticRegression().fit(design.selecting(rows: train), train.map { outcomes[$0] }, of: name)
        return fit.accuracy(design.matrix.selecting(rows: test), test.map { outcomes[$0] })
      }
    }
    self.accuracy = try accuracy(design)
    let share = Double(outcomes.count { $0 }) / Double(outcomes.count)
    baseline = max(share, 1 - share)
    let varying = table.design.names.indices.filter { !constant.contains(table.design.names[$0]) }
    correlations = try CorrelationMatrix(varying.map { (table.design.names[$0], table.design.matrix.column($0)) })
    let stability = try SubsetStability(rows: outcomes.count, subsets: subsets, seed: seed) { rows in
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
          inflation: inflation[column], stability: stability.estimates[column],
          alone: try LogisticRegression().fit(single, outcomes, of: name).coefficients[0],
          accuracyAlone: try accuracy(single).mean))
    }
    (self.terms, self.stability, self.folds) = (terms, stability, folds)
  }
}
