import CheeseVector
import Experiments

/// Whether the cheese vector keeps the mouse from the cheese when it walks.
struct CheeseVectorInRollouts: Experiment {
  static let name = "cheese-vector-in-rollouts"
  static let summary = "How often the mouse gets the cheese while its vector is taken away, beside other vectors."
  static let discussion = """
    Every level that has a decision square is played under the original policy, with its own cheese vector taken away on every
    square or at the decision square only, and with the vector of another level whose cheese lies elsewhere. All play with
    the same random numbers.

    EXAMPLES
      hookctl --plugin Plugins/InRollouts cheese-vector-in-rollouts --levels 0..<100 --out found
    """
  static let levels = "0..<100"

  @Option(help: "Where to take the vector away.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "Episodes of each level.") var episodes = 3
  @Option(help: "The most steps of an episode.") var steps = 200
  @Option(help: "How many squares away the cheese of the control's level lies.") var shift = 6

  func run(in lab: Lab) throws -> Findings {
    let conditions = self.conditions
    var options = RolloutOptions()
    (options.steps, options.seed, options.episodes) = (steps, lab.seed, episodes)
    let mazes = try lab.mazesWithDecision()
    let played = try lab.each(mazes, { "level \($0.currentLevelSeed)" }) { state in
      var outcomes: [[Episode.Outcome]] = []
      let rollout = Rollout(
        conditions.map { RolloutVariant($0.name, policy: lab.policy, plan: $0.plan) }, on: .native(lab.renderer),
        options: options, observations: MazeObservationSource(mode: lab.mode, renderer: lab.renderer))
      try rollout.run(.states([state])) { outcomes.append($0.map(\.outcome)) }
      return outcomes
    }
    return try findings(played, conditions, lab)
  }

  @ListBuilder<Condition>
  private var conditions: [Condition] {
    let place = SitePattern(site)
    Condition("original")
    Condition("its cheese vector taken away") { Edit(place, CheeseVector(scale: -1)) }
    Condition("only at the decision square") { Edit(place, CheeseVector(scale: -1), when: Timing(.atDecisionSquare)) }
    Condition("another level's, cheese elsewhere") { Edit(place, ShiftedCheeseVector(shift: shift, scale: -1)) }
  }

  private func findings(_ played: [[[Episode.Outcome]]], _ conditions: [Condition], _ lab: Lab) throws -> Findings {
    /// The share of a level's episodes that end so.
    func shares(_ outcome: Episode.Outcome, _ condition: Int) -> [Double] {
      played.map { level in Double(level.count { $0[condition] == outcome }) / Double(level.count) }
    }
    func mean(_ outcome: Episode.Outcome, _ condition: Int) throws -> UnitEstimate {
      try UnitEstimate(Sample(shares(outcome, condition), in: 0...1), lab.intervals)
    }
    return try Findings("The cheese vector at \(site), in rollouts", conditions: conditions) {
      "\(played.count) of \(lab.mazesText): all that have a decision square; \(episodes) episodes each, at most \(steps) steps."
      try Measures("outcomes", "Shares of episodes, means over levels", intervals: "95 % interval over levels") {
        for (index, condition) in conditions.enumerated() {
          Measure("cheese: \(condition.name)", try mean(.cheese, index))
          Measure("corner, never the cheese: \(condition.name)", try mean(.corner, index))
        }
      }
      try Measures("changes", "Cheese, less the original, paired over levels", intervals: "95 % interval over levels") {
        for (index, condition) in conditions.enumerated().dropFirst() {
          Measure(
            condition.name,
            try UnitEstimate(
              Sample(differences: shares(.cheese, index), minus: shares(.cheese, 0), in: 0...1), lab.intervals))
        }
      }
    }
  }
}

extension CheeseVectorInRollouts {
  func validate() throws {
    guard episodes > 0, steps > 0 else { throw ValidationError("--episodes and --steps are 1 or more.") }
  }
}
