import Experiments

/// What a policy chooses at the decision squares of many mazes, with intervals.
struct Choice {
  let cheese: ConfidenceInterval
  let corner: ConfidenceInterval
  let other: ConfidenceInterval
  /// The mean changes from the original.
  let cheeseChange: ConfidenceInterval
  let cornerChange: ConfidenceInterval

  init(_ patched: [Decision], from original: [Decision], seed: UInt64) throws {
    let bootstrap = Bootstrap(seed: seed)
    func mean(_ part: (DecisionProbabilities) -> Double) throws -> ConfidenceInterval {
      try bootstrap.mean(of: Sample(patched.map { part($0.probabilities) }))
    }
    func change(_ part: (DecisionProbabilities) -> Double) throws -> ConfidenceInterval {
      try bootstrap.mean(
        of: Sample(
          differences: patched.map { part($0.probabilities) }, minus: original.map { part($0.probabilities) }))
    }
    cheese = try mean(\.towardsCheese)
    corner = try mean(\.towardsCorner)
    other = try mean(\.other)
    cheeseChange = try change(\.towardsCheese)
    cornerChange = try change(\.towardsCorner)
  }
}

extension Lab {
  /// The levels with a decision square and room for the way, and the rule in words.
  func mazesWithRoom() throws -> (mazes: [MazeState], rule: String) {
    let mazes = try self.mazes(where: "a decision square, and padding around the maze") {
      $0.decisionSquare != nil && TopRightVector.fits($0)
    }
    return (
      mazes,
      "\(mazes.count) of \(levels.count) levels: all of \(levels[0]) to \(levels[levels.count - 1]) that have a decision "
        + "square and do not fill the world, none left out."
    )
  }
}
