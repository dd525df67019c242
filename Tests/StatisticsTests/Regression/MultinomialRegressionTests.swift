import Testing

@testable import Statistics

@Suite struct MultinomialRegressionTests {
  @Test func agreesWithScikitLearn() throws {
    let oracle = try Oracle.load(), design = try oracle.design()
    for expected in oracle.multinomial {
      let fit = try MultinomialRegression(c: expected.C).fit(design, oracle.classes, count: 3)
      #expect(distance(fit.intercepts, expected.intercepts) < solved, "C \(expected.C)")
      #expect(distance(fit.coefficients.values, expected.coefficients.flatMap { $0 }) < solved, "C \(expected.C)")
      #expect(distance([fit.accuracy(design.matrix, oracle.classes)], [expected.accuracy]) < rounding)
    }
  }

  @Test func classesWithoutRowsAreNeverPredicted() throws {
    let design = try Design([("x", [0, 1, 2, 3, 4, 5])])
    let fit = try MultinomialRegression().fit(design, [1, 1, 1, 4, 4, 4], count: 6)
    #expect(fit.classes == [1, 4])
    #expect(fit.predictions(design.matrix) == [1, 1, 1, 4, 4, 4])
  }

  @Test func oneClassIsAnError() throws {
    let design = try Design([("x", [0, 1])])
    #expect(throws: StatisticsError.oneClass(of: "action", value: "3", rows: 2)) {
      try MultinomialRegression().fit(design, [3, 3], count: 5, of: "action")
    }
    #expect(throws: StatisticsError.notConverged("regression of \"class\"", iterations: 0, residual: .infinity)) {
      do {
        _ = try MultinomialRegression(iterations: 0).fit(design, [0, 1], count: 2)
      } catch StatisticsError
        .notConverged(let name, let iterations, _)
      { throw StatisticsError.notConverged(name, iterations: iterations, residual: .infinity) }
    }
  }
}
