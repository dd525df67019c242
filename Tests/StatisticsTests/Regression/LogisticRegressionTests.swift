import Testing

@testable import Statistics

@Suite struct LogisticRegressionTests {
  @Test func agreesWithStatsmodels() throws {
    let oracle = try Oracle.load(), expected = oracle.unpenalised
    let fit = try LogisticRegression().fit(oracle.design(), oracle.outcomes)
    let all = [fit.intercept] + fit.coefficients
    #expect(distance(all.map(\.estimate), expected.coefficients) < solved)
    #expect(distance(all.compactMap(\.standardError), expected.standardErrors) < solved)
    #expect(distance(all.compactMap(\.z), expected.z) < solved)
    #expect(distance(all.compactMap(\.probability), expected.p) < solved)
    let intervals = try all.compactMap { try $0.interval() }
    #expect(distance(intervals.map(\.lower), expected.lower) < solved)
    #expect(distance(intervals.map(\.upper), expected.upper) < solved)
    #expect(
      distance(
        [fit.logLikelihood, fit.nullLogLikelihood, fit.pseudoR2, fit.akaike],
        [expected.logLikelihood, expected.nullLogLikelihood, expected.pseudoR2, expected.aic]) < solved)
    #expect(distance(fit.probabilities(try oracle.design().matrix), expected.probabilities) < solved)
    #expect(fit.coefficients.map(\.name) == ["a", "b", "c", "d"] && fit.rows == 120)
  }

  /// Rows of one level depend on each other: statsmodels' `cov_type="cluster"`.
  @Test func errorsThatAllowForClustersAgreeWithStatsmodels() throws {
    let oracle = try GroupedOracle.load(), expected = oracle.clustered
    let fit = try LogisticRegression().fit(oracle.design(), oracle.outcomes, clusters: expected.groups)
    let all = [fit.intercept] + fit.coefficients
    #expect(distance(all.compactMap(\.standardError), expected.standardErrors) < solved)
    #expect(distance(all.compactMap(\.probability), expected.p) < solved)
    let apart = try LogisticRegression().fit(oracle.design(), oracle.outcomes)
    #expect(apart.coefficients.map(\.estimate) == fit.coefficients.map(\.estimate))
    // Independent rows would let every coefficient be known better: 1.34, 1.07, 1.48 and 1.18 times.
    let naive = ([apart.intercept] + apart.coefficients).compactMap(\.standardError)
    #expect(distance(naive, expected.apart) < solved)
    #expect(zip(all.compactMap(\.standardError), naive).allSatisfy { $0 > $1 })
    #expect(throws: StatisticsError.tooFew(of: "clusters of \"outcome\"", count: 1, needed: 2)) {
      try LogisticRegression().fit(
        oracle.design(), oracle.outcomes, clusters: oracle.y.map { _ in 7 })
    }
  }

  @Test func agreesWithScikitLearn() throws {
    let oracle = try Oracle.load()
    for expected in oracle.penalised {
      let fit = try LogisticRegression(.l2(c: expected.C)).fit(oracle.design(), oracle.outcomes)
      #expect(distance([fit.intercept.estimate], [expected.intercept]) < solved, "C \(expected.C)")
      #expect(distance(fit.coefficients.map(\.estimate), expected.coefficients) < solved, "C \(expected.C)")
      #expect(fit.coefficients.allSatisfy { $0.standardError == nil && $0.probability == nil })
      #expect(try fit.intercept.interval() == nil)
    }
  }

  @Test func moreColumnsThanRows() throws {
    let wide = try Oracle.load().wide
    let design = try Design((0..<45).map { column in ("\(column)", wide.x.map { $0[column] }) })
    let expected = wide.logistic, outcomes = wide.y.map { $0 == 1 }
    let fit = try LogisticRegression(.l2(c: expected.C)).fit(design, outcomes)
    #expect(distance(fit.coefficients.map(\.estimate), expected.coefficients) < solved)
    // The method for many columns finds the same minimum.
    let objective = SoftmaxObjective(
      design.matrix, classes: wide.y, count: 2, strength: 1 / expected.C, isBinary: true)
    let found = try LBFGS().minimum(of: objective, of: "test")
    #expect(distance(found, [expected.intercept] + expected.coefficients) < solved)
    #expect(throws: StatisticsError.self) { try LogisticRegression().fit(design, outcomes) }
  }

  /// Units do not matter: probabilities stay when a column is measured in other units.
  @Test func unitsDoNotMatter() throws {
    let oracle = try Oracle.load()
    var columns = oracle.columns
    columns[2].values = columns[2].values.map { 1e6 * $0 + 3 }
    let fit = try LogisticRegression().fit(Design(columns), oracle.outcomes)
    #expect(distance([fit.coefficients[2].estimate * 1e6], [oracle.unpenalised.coefficients[3]]) < solved)
    #expect(distance(fit.probabilities(try Design(columns).matrix), oracle.unpenalised.probabilities) < solved)
  }

  private let outcomes = [false, false, false, true, true, true, true, false]
  private let mixed: [Double] = [3, 1, 4, 1, 5, 9, 2, 6]

  @Test func separationIsAnErrorThatNamesTheColumn() throws {
    let perfect: [Double] = [0, 1, 2, 5, 6, 7, 8, 2]
    #expect(throws: StatisticsError.separation(of: "cheese", columns: ["steps"])) {
      try LogisticRegression().fit(Design([("steps", perfect), ("other", mixed)]), outcomes, of: "cheese")
    }
    // One value has both outcomes; the other has one only.
    let partly: [Double] = [0, 0, 0, 1, 1, 1, 0, 0]
    #expect(throws: StatisticsError.separation(of: "cheese", columns: ["door"])) {
      try LogisticRegression().fit(Design([("door", partly), ("other", mixed)]), outcomes, of: "cheese")
    }
    let fit = try LogisticRegression(.l2(c: 1)).fit(Design([("steps", perfect)]), outcomes)
    #expect(fit.accuracy(try Design([("steps", perfect)]).matrix, outcomes) == 1)
  }

  /// Two columns that separate together, though neither does alone.
  @Test func separationByColumnsTogether() throws {
    let first: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], second: [Double] = [2, 1, 4, 3, 6, 5, 8, 7, 10, 9]
    let together = zip(first, second).map { $0 > $1 }
    #expect(throws: StatisticsError.separation(of: "outcome", columns: [])) {
      try LogisticRegression().fit(Design([("a", first), ("b", second)]), together)
    }
  }

  @Test func columnsThatDetermineNothingAreErrors() throws {
    let ones = [Double](repeating: 1, count: 8), twice = mixed.map { 2 * $0 + 1 }
    let other: [Double] = [1, 0, 0, 1, 1, 0, 1, 0]
    #expect(throws: StatisticsError.constantColumns(["ones"])) {
      try LogisticRegression().fit(Design([("a", mixed), ("ones", ones)]), outcomes)
    }
    #expect(throws: StatisticsError.dependentColumns(["a"])) {
      try LogisticRegression().fit(Design([("a", mixed), ("b", twice), ("c", other)]), outcomes)
    }
    #expect(throws: StatisticsError.oneClass(of: "cheese", value: "yes", rows: 8)) {
      try LogisticRegression().fit(Design([("a", mixed)]), [Bool](repeating: true, count: 8), of: "cheese")
    }
    #expect(throws: StatisticsError.tooFew(of: "logistic regression of \"outcome\"", count: 3, needed: 4)) {
      try LogisticRegression().fit(Design([("a", [1, 2, 3]), ("b", [0, 0, 1])]), [true, false, true])
    }
    #expect(throws: StatisticsError.unequalCounts("\"outcome\"", 1, "columns", 8)) {
      try LogisticRegression().fit(Design([("a", mixed)]), [true])
    }
    #expect(throws: StatisticsError.badParameter("penalty c", value: "0.0", needed: "positive")) {
      try LogisticRegression(.l2(c: 0)).fit(Design([("a", mixed)]), outcomes)
    }
  }
}
