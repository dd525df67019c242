import HookKit
import Interventions
import MazeLab
import Sweeps

extension Lab {
  /// Lets agents play episodes from every maze of the lab, with the same random numbers.
  ///
  /// ```swift
  /// let report = try lab.rolloutReport(under: LevelPlan(plan))
  /// let rate = try report.summary.tallies[0].rate(of: .cheese)
  /// ```
  ///
  /// - Parameters:
  ///   - edits: those of the agent `patched`, which plays beside `original`; nil for `original` alone.
  ///   - asked: how episodes are played; their seed is that of the lab.
  ///   - controls: the null twins that the outcomes of `patched` are held against.
  /// - Returns: counts, rates with 95 % intervals over mazes, and where the agents part.
  /// - Throws: `RolloutError` for what cannot be played, what runs throw.
  /// - Complexity: at most one forward pass for each step of each episode and agent.
  public func rolloutReport(
    under edits: LevelPlan? = nil, options asked: RolloutOptions = RolloutOptions(), controls: Controls = .none
  ) throws -> RolloutReport {
    var options = asked
    (options.seed, options.conditions) = (seed, registry.rolloutConditions)
    var variants = [RolloutVariant("original", policy: policy)]
    if let edits {
      variants.append(try RolloutVariant("patched", policy: policy, edits: edits, on: mazeSet.numbers[0]))
    }
    let rollout = Rollout(variants, on: .native(renderer), options: options, observations: self.options.observations)
    let starts = RolloutStarts.mazes(mazeSet)
    let watch = RolloutWatch(progress: { progress($0) }, note: { note($0) })
    var work = try RolloutWork(
      rollout, from: starts, into: RolloutOutputs(), recipe: Recipe(), fingerprint: "", renderer: renderer,
      watch: watch)
    let played = try work.play()
    var report = work.report("\(mazesText); \(policy.name)", played.receipts, intervals.over(mazeSet.unit))
    if let patched = variants.dropFirst().first {
      let twins = try RolloutTwins(of: patched.plan) { [policy] in try controls.twins(of: $0, in: policy.graph) }
      report.nulls = try twins.effects(
        on: rollout, starts, of: patched, report.summary.tallies[1], played.changes[1], progress: { progress($0) })
    }
    return report
  }
}
