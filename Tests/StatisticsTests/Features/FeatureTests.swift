import Testing

@testable import Statistics

@Suite struct FeatureTests {
  @Test func inflationAgreesWithStatsmodels() throws {
    let oracle = try Oracle.load()
    #expect(distance(try VarianceInflation.factors(oracle.design()), oracle.inflation) < 1e-10)
    let sum = zip(oracle.columns[0].values, oracle.columns[1].values).map { $0 + $1 }
    #expect(throws: StatisticsError.self) { try VarianceInflation.factors(Design(oracle.columns + [("sum", sum)])) }
  }

  @Test func scoresAgreeWithScikitLearn() throws {
    let oracle = try Oracle.load()
    let matrix = try Design(oracle.columns + [("constant", [Double](repeating: 2.5, count: 120))]).matrix
    let classes = try FTest.scores(matrix, classes: oracle.classes)
    // scikit-learn has no number for a constant column there; with numbers as targets it has 0 and 1, as we do.
    #expect(distance(classes.dropLast().map(\.f), oracle.scores.classes.f) < 1e-9)
    #expect(distance(classes.dropLast().map(\.probability), oracle.scores.classes.p) < 1e-9)
    #expect(classes.last == .nothing)
    let numbers = try FTest.scores(matrix, target: oracle.targets.map { $0[0] })
    #expect(distance(numbers.map(\.f), oracle.scores.regression.f) < 1e-9)
    #expect(distance(numbers.map(\.probability), oracle.scores.regression.p) < 1e-9)
    #expect(FTest.best(2, of: classes) == [2, 3])
  }

  @Test func perfectFeaturesAndOneClass() throws {
    let matrix = Matrix(columns: [[0, 0, 1, 1]])
    #expect(try FTest.scores(matrix, classes: [7, 7, 9, 9])[0].probability == 0)
    #expect(try FTest.scores(matrix, target: [0, 0, 1, 1])[0].f > 1e15)
    #expect(throws: StatisticsError.oneClass(of: "class", value: "7", rows: 4)) {
      try FTest.scores(matrix, classes: [7, 7, 7, 7])
    }
    #expect(throws: StatisticsError.constantColumns(["row"])) {
      try FTest.scores(matrix, target: [1, 1, 1, 1], of: "row")
    }
  }

  @Test func standardisingAgreesWithScikitLearn() throws {
    let oracle = try Oracle.load()
    let scaler = Standardizer(try oracle.design().matrix)
    #expect(distance(scaler.means, oracle.scaler.mean) < rounding)
    #expect(distance(scaler.scales, oracle.scaler.scale) < rounding)
    #expect(Standardizer(Matrix(columns: [[0.1, 0.1, 0.1]])).scales == [1])
  }

  @Test func tailsAgreeWithSciPy() throws {
    for expected in try Oracle.load().distributions.f {
      let found = FDistribution.tail(expected.f, expected.above, expected.below)
      #expect(abs(found - expected.tail) <= 1e-10 * expected.tail, "F(\(expected.above), \(expected.below))")
    }
  }
}
