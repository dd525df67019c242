import Experiments

/// How the probability of the step towards the cheese changes over many mazes, with its interval.
struct CheeseChange {
  /// The mean over mazes of the probability.
  let probability: ConfidenceInterval
  /// The mean over mazes of the change from the original.
  let change: ConfidenceInterval
  /// The mean probability of the step towards the corner.
  let corner: Double

  init(from original: [Decision], to patched: [Decision], seed: UInt64) throws {
    let bootstrap = Bootstrap(seed: seed)
    let before = original.map(\.probabilities.towardsCheese)
    let after = patched.map(\.probabilities.towardsCheese)
    probability = try bootstrap.mean(of: Sample(after))
    change = try bootstrap.mean(of: Sample(differences: after, minus: before))
    corner = try Sample(patched.map(\.probabilities.towardsCorner)).mean
  }
}

/// The options that the experiments of this plugin share.
struct VectorOptions: ParsableArguments, Sendable {
  @Option(help: "Where to add the vector.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "How many random vectors to compare with.") var draws = 5

  func validate() throws {
    guard draws > 0 else { throw ValidationError("--draws must be at least 1.") }
  }

  /// Which levels, for the findings.
  static func rule(_ mazes: [MazeState], of lab: Lab) -> String {
    "\(mazes.count) of \(lab.levels.count) levels: all of \(lab.levels[0]) to \(lab.levels[lab.levels.count - 1]) that have a "
      + "decision square, none left out."
  }
}
