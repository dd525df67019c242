import MazeLab

extension DecisionProbabilities {
  /// The steps that lead on from the decision square, in words, with their probabilities.
  var steps: [(name: String, probability: Double)] {
    [("towards the cheese", towardsCheese), ("towards the corner", towardsCorner), ("another step", other)]
  }
}
