import Testing

@testable import Statistics

@Suite struct RidgeRegressionTests {
  private func targets(_ oracle: Oracle) -> Matrix {
    Matrix(columns: (0..<2).map { column in oracle.targets.map { $0[column] } })
  }

  @Test func agreesWithScikitLearn() throws {
    let oracle = try Oracle.load(), design = try oracle.design()
    for expected in oracle.ridge {
      let fit = try RidgeRegression(alpha: expected.alpha).fit(design, targets(oracle))
      #expect(distance(fit.intercepts, expected.intercepts) < 1e-9, "alpha \(expected.alpha)")
      #expect(distance(fit.coefficients.values, expected.coefficients.flatMap { $0 }) < 1e-9)
      #expect(distance([try fit.r2(design.matrix, targets(oracle))], [expected.r2]) < 1e-9)
    }
    let least = try RidgeRegression(alpha: 0).fit(design, targets(oracle))
    #expect(distance(least.coefficients.values, oracle.ridge[0].coefficients.flatMap { $0 }) < 1e-9)
  }

  @Test func moreColumnsThanRows() throws {
    let wide = try Oracle.load().wide
    let design = try Design((0..<45).map { column in ("\(column)", wide.x.map { $0[column] }) })
    let fit = try RidgeRegression(alpha: wide.ridge.alpha).fit(design, Matrix(columns: [wide.target]))
    #expect(distance(fit.intercepts, wide.ridge.intercepts) < 1e-9)
    #expect(distance(fit.coefficients.values, wide.ridge.coefficients[0]) < 1e-9)
  }

  @Test func whatIsNotDeterminedIsAnError() throws {
    let x: [Double] = [1, 2, 3, 4, 5], target = Matrix(columns: [[1, 0, 1, 0, 1]])
    let design = try Design([("a", x), ("b", x.map { -$0 })])
    #expect(throws: StatisticsError.dependentColumns(["b"])) { try RidgeRegression(alpha: 0).fit(design, target) }
    #expect(throws: Never.self) { try RidgeRegression(alpha: 0.1).fit(design, target) }
    #expect(throws: StatisticsError.self) { try RidgeRegression(alpha: -1).fit(design, target) }
    #expect(throws: StatisticsError.unequalCounts("targets", 4, "columns", 5)) {
      try RidgeRegression().fit(design, Matrix(columns: [[1, 2, 3, 4]]))
    }
    let fit = try RidgeRegression().fit(design, target)
    #expect(throws: StatisticsError.constantColumns(["target 0"])) {
      try fit.r2(design.matrix, Matrix(columns: [[2, 2, 2, 2, 2]]))
    }
  }
}
