import Statistics
import Testing

/// Probes fitted to all rows, in the features' own units.
@Suite struct ReadoutTests {
  /// Points of a grid with scales of their own.
  private let features = Matrix(
    rows: 20, columns: 2,
    values: (0..<20).flatMap { (row: Int) -> [Double] in
      let (x, y) = (Double(row % 5), Double(row / 5))
      return [3 * x + 10, 0.25 * y - 4]
    })

  @Test func numbersComeBackAsTheyWereMade() throws {
    let truth = (0..<20).map { (row: Int) -> Double in 2 * features[row, 0] - features[row, 1] + 3 }
    let readout = try LinearProbe(.ridge(alpha: 1e-9)).readout(features, .numbers(Matrix(columns: [truth])), of: "sum")
    #expect(abs(readout.directions[0, 0] - 2) < 1e-6 && abs(readout.directions[0, 1] + 1) < 1e-6)
    #expect(abs(readout.offsets[0] - 3) < 1e-5 && readout.classes == nil)
    for (row, value) in truth.enumerated() { #expect(abs(readout.values(features)[row, 0] - value) < 1e-6) }
  }

  @Test func twoClassesHaveOneDirection() throws {
    let classes = (0..<20).map { features[$0, 0] > 15 ? 1 : 0 }
    let readout = try LinearProbe(.logistic(c: 10)).readout(features, .classes(classes, count: 2), of: "far")
    #expect(readout.directions.rows == 1 && readout.classes == [1] && readout.directions[0, 0] > 0)
    for (row, wanted) in classes.enumerated() { #expect((readout.values(features)[row, 0] > 0) == (wanted == 1)) }
  }

  @Test func manyClassesHaveOneEach() throws {
    let classes = (0..<20).map { $0 % 5 }
    let readout = try LinearProbe(.logistic(c: 100)).readout(features, .classes(classes, count: 6), of: "column")
    #expect(readout.directions.rows == 5 && readout.classes == [0, 1, 2, 3, 4])
    let values = readout.values(features)
    for (row, wanted) in classes.enumerated() {
      #expect((0..<5).max { values[row, $0] < values[row, $1] } == wanted)
    }
  }

  @Test func whatDoesNotVaryIsAnError() {
    #expect(throws: StatisticsError.self) {
      try LinearProbe(.ridge(alpha: 1)).readout(
        features, .numbers(Matrix(columns: [[Double](repeating: 1, count: 20)])), of: "one")
    }
  }
}
