import Statistics

/// How often a logistic regression says the outcome of trials in levels that it was not fitted to.
public struct HeldOutAccuracy: Sendable {
  /// The share of trials that it is right about, over levels.
  public let accuracy: UnitEstimate
  /// How much larger that is than the share that always saying the more frequent outcome is right about, level by level.
  public let gain: UnitEstimate
  /// The number of folds whose fit needed a penalty, as outcomes are separated outside of them, for example.
  public let penalised: Int

  /// Fits the levels outside each fold, and asks about those in it.
  ///
  /// Where there is no fit without a penalty, that fold has one with an L2 penalty (C = 1, columns as they are); where all
  /// other levels have one outcome, that is what is said.
  ///
  /// - Parameters:
  ///   - levels: the level of each row; folds never part one.
  ///   - rule: which numbers of levels have an interval.
  /// - Throws: `StatisticsError`.
  init(
    _ design: Design, _ outcomes: [Bool], levels: [Int], folds: Folds, rule: IntervalRule = IntervalRule(),
    of name: String
  ) throws {
    var penalised = 0
    let right = try folds.heldOut { train, test -> [Bool] in
      let truth = train.map { outcomes[$0] }
      guard let first = truth.first, truth.contains(!first) else { return test.map { outcomes[$0] == truth.first } }
      let rows = design.selecting(rows: train)
      let fit: LogisticFit
      do {
        fit = try LogisticRegression().fit(rows, truth, of: name)
      } catch is StatisticsError {
        penalised += 1
        fit = try LogisticRegression(.l2(c: 1)).fit(rows, truth, of: name)
      }
      return zip(fit.probabilities(design.matrix.selecting(rows: test)), test).map { ($0 > 0.5) == outcomes[$1] }
    }
    self.penalised = penalised
    let frequent = outcomes.count { $0 } * 2 >= outcomes.count
    accuracy = try UnitMeans(zip(levels, right).map { ($0, $1 ? 1.0 : 0.0) }).estimate(rule, in: 0...1)
    gain = try UnitMeans(
      zip(levels, zip(right, outcomes)).map { level, row in
        (level, (row.0 ? 1.0 : 0.0) - (row.1 == frequent ? 1.0 : 0.0))
      }
    ).estimate(rule, in: (0...1).ofDifferences)
  }
}
