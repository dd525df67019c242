import Testing

@testable import Statistics

@Suite struct ValidationTests {
  @Test func foldsAreThoseOfScikitLearn() throws {
    let oracle = try Oracle.load()
    let stratified = try Folds(stratifying: oracle.classes, count: 5, seed: nil)
    #expect((0..<5).map(stratified.test) == oracle.validation.stratified)
    let plain = try Folds(rows: 120, count: 7, seed: nil)
    #expect((0..<7).map(plain.test) == oracle.validation.plain)
  }

  @Test func scoresAreThoseOfScikitLearn() throws {
    let oracle = try Oracle.load(), design = try oracle.design()
    let folds = try Folds(stratifying: oracle.y, count: 5, seed: nil)
    let accuracies = try folds.scores { train, test in
      let fit = try LogisticRegression(.l2(c: 1)).fit(design.selecting(rows: train), train.map { oracle.outcomes[$0] })
      return fit.accuracy(design.matrix.selecting(rows: test), test.map { oracle.outcomes[$0] })
    }
    #expect(distance(accuracies.scores, oracle.validation.accuracies) < rounding)
    let target = Matrix(columns: [oracle.targets.map { $0[0] }])
    let r2 = try Folds(rows: 120, count: 7, seed: nil).scores { train, test in
      let fit = try RidgeRegression().fit(design.selecting(rows: train), target.selecting(rows: train))
      return try fit.r2(design.matrix.selecting(rows: test), target.selecting(rows: test))
    }
    #expect(distance(r2.scores, oracle.validation.r2) < 1e-9)
    #expect(r2.standardError > 0 && abs(r2.mean * 7 - r2.scores.reduce(0, +)) < rounding)
  }

  @Test func shuffledFoldsKeepTheProportions() throws {
    let classes = (0..<100).map { $0 % 10 < 3 ? 1 : 0 }
    let folds = try Folds(stratifying: classes, count: 5, seed: 4)
    for fold in 0..<5 {
      #expect(folds.test(fold).count == 20 && folds.test(fold).count { classes[$0] == 1 } == 6)
      #expect(Set(folds.test(fold)).isDisjoint(with: folds.train(fold)))
    }
    #expect(try Folds(stratifying: classes, count: 5, seed: 4) == folds)
    #expect(try Folds(stratifying: classes, count: 5, seed: 5) != folds)
    #expect(try Folds(rows: 10, count: 3, seed: 1).assignment.sorted() == [0, 0, 0, 0, 1, 1, 1, 2, 2, 2])
  }

  /// Levels are never parted; with one row a level the folds are those of rows.
  @Test func groupsAreStratifiedWhole() throws {
    let levels = (0..<60).map { 100 + $0 / 3 }, outcomes = levels.map { $0 % 4 == 0 }
    let folds = try Folds(stratifying: outcomes, grouping: levels, count: 5, seed: 2)
    for fold in 0..<5 {
      let inside = Set(folds.test(fold).map { levels[$0] })
      #expect(inside.count == 4 && inside.isDisjoint(with: folds.train(fold).map { levels[$0] }))
      #expect(inside.count { $0 % 4 == 0 } == 1)
    }
    let single = try Folds(stratifying: outcomes, grouping: Array(0..<60), count: 5, seed: 2)
    #expect(try single == Folds(stratifying: outcomes.map { $0 ? 1 : 0 }, count: 5, seed: 2))
    // An outcome of fewer levels than folds is no reason to have none.
    let rare = try Folds(stratifying: (0..<10).map { $0 == 3 }, grouping: Array(0..<10), count: 5, seed: 2)
    #expect((0..<5).allSatisfy { rare.test($0).count == 2 })
    #expect(throws: StatisticsError.tooFew(of: "cross-validation by groups", count: 2, needed: 3)) {
      try Folds(stratifying: [true, false, true], grouping: [1, 2, 1], count: 3, seed: 0)
    }
    let doubled = folds.heldOut { _, test in test.map { 2 * $0 } }
    #expect(doubled == (0..<60).map { 2 * $0 })
  }

  @Test func foldsThatCannotBeAreErrors() {
    #expect(throws: StatisticsError.smallClass(of: "class", value: "1", rows: 2, folds: 3)) {
      try Folds(stratifying: [0, 0, 0, 1, 1], count: 3, seed: nil)
    }
    #expect(throws: StatisticsError.tooFew(of: "cross-validation", count: 2, needed: 3)) {
      try Folds(rows: 2, count: 3, seed: nil)
    }
    #expect(throws: StatisticsError.badParameter("number of folds", value: "1", needed: "at least 2")) {
      try Folds(rows: 2, count: 1, seed: nil)
    }
    #expect(throws: StatisticsError.oneClass(of: "class", value: "0", rows: 4)) {
      try Folds(stratifying: [0, 0, 0, 0], count: 2, seed: nil)
    }
  }

  @Test func stabilityCountsWhatCannotBeFitted() throws {
    let oracle = try Oracle.load(), design = try oracle.design()
    func coefficients(_ rows: [Int]) throws -> [Double] {
      try LogisticRegression().fit(design.selecting(rows: rows), rows.map { oracle.outcomes[$0] })
        .coefficients.map(\.estimate)
    }
    let stability = try SubsetStability(rows: 120, subsets: 40, seed: 3, coefficients)
    #expect(stability.subsetRows == 60 && stability.fitted + stability.failures.values.reduce(0, +) == 40)
    #expect(stability.estimates.map(\.full) == (try coefficients(Array(0..<120))))
    let first = stability.estimates[0]
    #expect(first.minimum < first.mean && first.mean < first.maximum && first.sameSign > 0.9)
    #expect(try SubsetStability(rows: 120, subsets: 40, seed: 3, coefficients) == stability)
    // Eight rows are too few for some subsets.
    let scarce = try SubsetStability(rows: 120, fraction: 10.0 / 120, subsets: 40, coefficients)
    #expect(scarce.fitted < 40 && scarce.failures.values.reduce(0, +) == 40 - scarce.fitted)
  }
}
