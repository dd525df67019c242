import Experiments

/// One way to scrub: which channels, and where the cheese of the other maze lies.
struct Scrub {
  let channels: String
  let selection: Selection
  let cheese: CheeseScrub.Cheese

  /// With the cheese at the same square, and elsewhere.
  ///
  /// - Parameter numbers: the channels; nil for all.
  static func both(_ name: String, _ numbers: [Int]?) -> [Scrub] {
    let selection = numbers.map { Selection.indices([.positions($0)]) } ?? .all
    return CheeseScrub.Cheese.allCases.map { Scrub(channels: name, selection: selection, cheese: $0) }
  }
}

/// What came of it at every decision square.
struct Outcome {
  let scrub: Scrub
  /// The total variation distance from the original, level by level.
  let distances: [Double]
  /// Whether another action is the likeliest.
  let changes: [Bool]
  let towardsCheese: [Double]

  init(_ scrub: Scrub, from original: [Decision], to scrubbed: [Decision]) {
    self.scrub = scrub
    distances = zip(original, scrubbed).map { $0.groups.totalVariation(to: $1.groups) }
    changes = zip(original, scrubbed).map { $0.greedy != $1.greedy }
    towardsCheese = scrubbed.map(\.probabilities.towardsCheese)
  }

  /// The outcome over all levels.
  struct Row {
    let channels: String
    let cheese: String
    let distance: UnitEstimate
    let changes: ConfidenceInterval
    let towardsCheese: Double
  }

  /// - Throws: what statistics of nothing throw.
  func row(_ rule: IntervalRule) throws -> Row {
    Row(
      channels: scrub.channels, cheese: scrub.cheese.rawValue,
      distance: try UnitEstimate(Sample(distances, in: 0...1), rule),
      changes: try Rate(of: changes).interval(), towardsCheese: try Sample(towardsCheese).mean)
  }
}
