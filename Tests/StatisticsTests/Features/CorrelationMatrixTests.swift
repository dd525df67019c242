import Testing

@testable import Statistics

@Suite struct CorrelationMatrixTests {
  @Test func agreesWithNumPy() throws {
    let oracle = try Oracle.load()
    let found = try CorrelationMatrix(oracle.columns)
    #expect(found.names == ["a", "b", "c", "d"])
    for (row, expected) in zip(found.values, oracle.correlation) { #expect(distance(row, expected) < rounding) }
    #expect((0..<4).allSatisfy { found.values[$0][$0] == 1 })
  }

  @Test func whatDoesNotVaryIsNamed() {
    #expect(throws: StatisticsError.constantColumns(["b", "c"])) {
      try CorrelationMatrix([("a", [1, 2, 3]), ("b", [2, 2, 2]), ("c", [0, 0, 0])])
    }
    #expect(throws: StatisticsError.tooFew(of: "correlations", count: 1, needed: 2)) {
      try CorrelationMatrix([("a", [1])])
    }
    #expect(throws: StatisticsError.unequalCounts("a", 2, "b", 3)) {
      try CorrelationMatrix([("a", [1, 2]), ("b", [1, 2, 3])])
    }
  }
}
