import HookKit
import Interventions
import MazeLab
import Sweeps

/// Null twins of a rollout's edits, which play the same episodes with the same random numbers and are only counted.
///
/// They play in a pass of their own after the agents. Nothing of it is kept: after an interrupt it begins again.
package struct RolloutTwins {
  /// The twins of a plan.
  private let make: @Sendable (Plan) throws -> [NullTwin]
  /// Those of the plan that stands for all levels.
  private let twins: [NullTwin]

  /// The twins of a plan, and how those of other levels' plans are made.
  ///
  /// - Throws: what is wrong with them.
  package init(of plan: Plan, _ make: @escaping @Sendable (Plan) throws -> [NullTwin]) throws {
    (self.make, twins) = (make, try make(plan))
  }

  /// Plays every twin, one after the other.
  ///
  /// - Returns: the rates of the outcomes beside those of the twins; nil without twins.
  /// - Complexity: for each twin at most one forward pass for each step of each episode.
  package func effects(
    on rollout: Rollout, _ starts: RolloutStarts, of variant: RolloutVariant, _ tally: RolloutSummary.Tally,
    _ changes: [SiteChange], progress: (ProgressReport) -> Void
  ) throws -> NullEffects? {
    guard !twins.isEmpty else { return nil }
    var options = rollout.options
    options.captures = []
    let total = starts.count * options.episodes
    let counted = try twins.enumerated().map {
      number, twin -> (control: Control, rates: [Double?], changes: [SiteChange]) in
      let agent = try agent(twin.plan, number, of: variant, on: starts)
      let pass = Rollout([agent], on: rollout.backend, options: options, observations: rollout.observations)
      var summary = RolloutSummary(variants: [agent.name])
      var ended = 0
      let played = try pass.play(starts) { episodes in
        summary.add(EpisodeRecord(episodes[0], variant: agent.name, original: episodes[0]))
        ended += 1
        let done = number * total + ended
        progress(ProgressReport("playing null twins", done, of: twins.count * total, "episodes"))
      }
      return (twin.control, Self.rates(summary.tallies[0]), played.changes[0])
    }
    return try NullEffects(
      of: zip(Episode.Outcome.allCases, Self.rates(tally)).map { ($0.rawValue, $1) },
      among: counted.map { ($0.control, $0.rates) },
      sizes: NullSize.sizes(of: changes, among: counted.map { ($0.control, $0.changes) }))
  }

  /// The twin of a number as an agent: on every level that of the level's edits.
  private func agent(
    _ plan: Plan, _ number: Int, of variant: RolloutVariant, on starts: RolloutStarts
  ) throws -> RolloutVariant {
    guard variant.edits.same == nil else { return RolloutVariant("twin", policy: variant.policy, plan: plan) }
    let edits = LevelPlan(plan.edits.map(\.description)) { [make] level in
      try make(variant.edits.plan(on: level))[number].plan
    }
    return try RolloutVariant(
      "twin", policy: variant.policy, edits: edits, on: Int(starts[0].currentLevelSeed))
  }

  private static func rates(_ tally: RolloutSummary.Tally) -> [Double?] {
    Episode.Outcome.allCases.map { outcome in
      tally.episodes == 0 ? nil : Double(tally.count(outcome)) / Double(tally.episodes)
    }
  }
}
