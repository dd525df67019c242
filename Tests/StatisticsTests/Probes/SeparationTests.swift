import Statistics
import Testing

/// The area under the ROC curve, and probes scored by it.
@Suite struct SeparationTests {
  @Test func theAreaIsTheShareOfPairsInOrder() {
    // Pairs of a row with it and one without: (2, 1), (2, 3), (4, 1), (4, 3), of which three are in order.
    #expect(RankedArea.of([1, 2, 3, 4], [false, true, false, true]) == 0.75)
    #expect(RankedArea.of([4, 3, 2, 1], [false, true, false, true]) == 0.25)
    #expect(RankedArea.of([0, 1, 2], [false, true, true]) == 1)
  }

  @Test func tiesCountHalf() {
    #expect(RankedArea.of([5, 5, 5, 5], [false, true, false, true]) == 0.5)
    // (2, 2) is a tie, (2, 1) and (3, 2) and (3, 1) are in order.
    #expect(RankedArea.of([1, 2, 2, 3], [false, false, true, true]) == 0.875)
  }

  @Test func withoutBothSortsThereIsNone() {
    #expect(RankedArea.of([1, 2], [true, true]) == nil && RankedArea.of([1, 2], [false, false]) == nil)
  }

  @Test(arguments: [LinearProbe.Method.ridge(alpha: 1), .logistic(c: 1)])
  func probesAreScoredOnRowsTheyHaveNotSeen(method: LinearProbe.Method) throws {
    // The label is whether the first column is positive; the second is noise. Rows 2n and 2n + 1 are one group.
    let rows = 60
    let first = (0..<rows).map { Double(($0 * 37) % 61) - 30 }, second = (0..<rows).map { Double(($0 * 17) % 13) }
    let features = Matrix(columns: [first, second]), labels = first.map { $0 > 0 }
    let folds = try Folds(grouping: (0..<rows).map { $0 / 2 }, count: 5, seed: 1)
    let result = try LinearProbe(method).separation(features, labels, folds: folds, of: "sign")
    #expect(result.score > 0.99 && result.baseline == 0.5 && result.columns == 2)
    let noise = try LinearProbe(method).separation(features.selecting(columns: [1]), labels, folds: folds, of: "sign")
    #expect(noise.score < 0.8 && (noise.standardError ?? 0) > 0)
    #expect(throws: (any Error).self) {
      try LinearProbe(method).separation(features, labels.map { _ in true }, folds: folds, of: "sign")
    }
  }
}
