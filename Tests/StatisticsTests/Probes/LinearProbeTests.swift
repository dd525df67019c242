import Testing

@testable import Statistics

@Suite struct LinearProbeTests {
  private func matrix(_ rows: [[Double]]) -> Matrix {
    Matrix(rows: rows.count, columns: rows[0].count, values: rows.flatMap { $0 })
  }

  private func folds(_ oracle: Oracle.Probes) -> Folds {
    Folds(assignment: oracle.x.indices.map { $0 % oracle.folds })
  }

  @Test func ridgeAgreesWithScikitLearn() throws {
    let oracle = try Oracle.load().probes, x = matrix(oracle.x), numbers = matrix(oracle.numbers)
    let whole = try LinearProbe(.ridge(alpha: oracle.alpha)).evaluate(
      x, .numbers(numbers), folds: folds(oracle), of: "numbers")
    #expect(distance(whole.foldScores.compactMap(\.self), oracle.ridge) < 1e-9)
    #expect(try abs(whole.score - GroupedOracle.load().together.ridge) < 1e-9)
    #expect(whole.baseline == 0 && whole.columns == 30 && whole.chosen == nil)
    #expect(try #require(whole.meanDistance) > 0)
    let sparse = try LinearProbe(.ridge(alpha: oracle.alpha), limit: 3).evaluate(
      x, .numbers(Matrix(columns: [numbers.column(0)])), folds: folds(oracle), of: "number")
    #expect(distance(sparse.foldScores.compactMap(\.self), oracle.ridgeSparse) < 1e-9)
    #expect(sparse.chosen?[2] == 5 && sparse.chosen?[7] == 5 && sparse.columns == 3)
  }

  @Test func logisticAgreesWithScikitLearn() throws {
    let oracle = try Oracle.load().probes, x = matrix(oracle.x)
    let target = LinearProbe.Target.classes(oracle.classes, count: 3)
    let whole = try LinearProbe(.logistic(c: oracle.C)).evaluate(x, target, folds: folds(oracle), of: "class")
    #expect(distance(whole.foldScores.compactMap(\.self), oracle.logistic) < rounding)
    #expect(try abs(whole.score - GroupedOracle.load().together.logistic) < rounding)
    let sparse = try LinearProbe(.logistic(c: oracle.C), limit: 4).evaluate(
      x, target, folds: folds(oracle), of: "class")
    #expect(distance(sparse.foldScores.compactMap(\.self), oracle.logisticSparse) < rounding)
    let most = [0, 1, 2].map { value in oracle.classes.count { $0 == value } }.max() ?? 0
    #expect(whole.baseline == Double(most) / 90 && whole.meanDistance == nil)
    #expect(whole.score > whole.baseline)
  }

  /// Features of noise tell nothing about unseen rows, even when the best are chosen: choosing is part of the fit.
  @Test func choosingDoesNotLeak() throws {
    let oracle = try Oracle.load().probes
    let values = (0..<36_000).map { (place: Int) -> Double in
      let number: Int = place * 7919 + place * place * 31
      return Double(number % 997)
    }
    let noise = Matrix(rows: 90, columns: 400, values: values)
    let found = try LinearProbe(.ridge(alpha: 1), limit: 5).evaluate(
      noise, .numbers(Matrix(columns: [matrix(oracle.numbers).column(0)])), folds: folds(oracle), of: "number")
    #expect(found.score < 0.15, "\(found.score)")
  }

  @Test func groupsStayTogether() throws {
    let groups = (0..<100).map { $0 / 4 }
    let folds = try Folds(grouping: groups, count: 5, seed: 2)
    for fold in 0..<5 {
      let inside = Set(folds.test(fold).map { groups[$0] })
      #expect(inside.count == 5 && inside.isDisjoint(with: folds.train(fold).map { groups[$0] }))
    }
    #expect(try Folds(grouping: groups, count: 5, seed: 2) == folds)
    #expect(throws: StatisticsError.tooFew(of: "cross-validation by groups", count: 2, needed: 3)) {
      try Folds(grouping: [7, 7, 9], count: 3, seed: 0)
    }
  }

  /// In a fold of one level all rows have the same cheese: R² exists over all rows together, not in any fold.
  @Test func foldsWhoseTargetsDoNotVaryAreScoredTogether() throws {
    let level = (0..<24).map { $0 / 4 }
    let x = Matrix(columns: [level.map { Double($0 * $0) + 0.1 }, (0..<24).map { Double(($0 * 7) % 5) }])
    let cheese = Matrix(columns: [level.map { Double($0 + 3) }, level.map { Double(2 * $0) }])
    let folds = try Folds(grouping: level, count: 6, seed: 1)
    for limit in [nil, 1] {
      let found = try LinearProbe(.ridge(alpha: 1), limit: limit).evaluate(
        x, .numbers(cheese), folds: folds, of: "cheese")
      #expect(found.foldScores == [nil, nil, nil, nil, nil, nil])
      #expect(found.score > 0 && found.score < 1, "\(found.score)")
      #expect(try #require(found.standardError) > 0)
    }
    // Two levels: each fit has seen one cheese only, and says that it is there.
    let two = try LinearProbe(.ridge(alpha: 1)).evaluate(
      x.selecting(rows: Array(0..<8)), .numbers(cheese.selecting(rows: Array(0..<8))),
      folds: Folds(grouping: Array(level[..<8]), count: 2, seed: 1), of: "cheese")
    #expect(two.score == -3 && two.standardError == nil)
    let classes = try LinearProbe(.logistic(c: 1)).evaluate(
      x.selecting(rows: Array(0..<8)), .classes(Array(level[..<8]), count: 2),
      folds: Folds(grouping: Array(level[..<8]), count: 2, seed: 1), of: "level")
    #expect(classes.score == 0)
  }

  @Test func whatCannotBeProbedIsAnError() throws {
    let folds = try Folds(rows: 4, count: 2, seed: nil), x = Matrix(columns: [[1, 2, 3, 4]])
    #expect(throws: StatisticsError.sameInAllRows(of: "n", rows: 4)) {
      try LinearProbe(.ridge(alpha: 1)).evaluate(x, .numbers(Matrix(columns: [[1, 1, 1, 1]])), folds: folds, of: "n")
    }
    #expect(throws: StatisticsError.oneClass(of: "action", value: "2", rows: 4)) {
      try LinearProbe(.logistic(c: 1)).evaluate(x, .classes([2, 2, 2, 2], count: 5), folds: folds, of: "action")
    }
    #expect(throws: StatisticsError.unequalCounts("\"n\"", 1, "features", 4)) {
      try LinearProbe(.ridge(alpha: 1)).evaluate(x, .numbers(Matrix(columns: [[1]])), folds: folds, of: "n")
    }
    #expect(throws: StatisticsError.self) {
      try LinearProbe(.ridge(alpha: 1), limit: 0).evaluate(
        x, .numbers(Matrix(columns: [[1, 2, 3, 4]])), folds: folds, of: "n")
    }
  }
}
