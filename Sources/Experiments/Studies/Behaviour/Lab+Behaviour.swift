import HookKit
import MazeLab
import Statistics

extension Lab {
  /// Plays episodes of every maze of the lab, and explains "got the cheese" by metrics of the mazes.
  ///
  /// ```swift
  /// let report = try lab.behaviour()
  /// let rate = try report.analysis.outcomes[0].rate.estimate()
  /// ```
  ///
  /// - Parameter options: how episodes are played, and what they are explained by.
  /// - Returns: counts, rates with 95 % intervals over mazes, and a logistic regression.
  /// - Throws: what is wrong with the edits, `Fault` for a file of other trials, what runs throw.
  /// - Complexity: at most `steps` forward passes for each episode.
  public func behaviour(_ options: BehaviourOptions = BehaviourOptions()) throws -> BehaviourReport {
    let rollout = try rollout(options)
    let log = try trials(rollout, options)
    progress("fitting regressions and their stability")
    return try BehaviourReport(
      BehaviourAnalysis(log.trials, on: mazeSet), settings: log.settings,
      metrics: options.metrics ?? Registry.studiedMazeMetrics.map(registry.mazeMetric),
      folds: options.folds ?? min(10, max(2, mazeSet.count)), subsets: options.subsets, seed: seed,
      model: policy.name, mazes: mazeSet, calls: options.edits.texts,
      isOnceForAll: rollout.options.episodes < options.episodes, rule: intervals.over(mazeSet.unit))
  }

  /// What is played: one episode of each maze where all would be the same.
  private func rollout(_ asked: BehaviourOptions) throws -> Rollout {
    var options = RolloutOptions()
    (options.episodes, options.steps, options.choice, options.seed) = (asked.episodes, asked.steps, asked.choice, seed)
    options.conditions = registry.rolloutConditions
    let name = asked.edits.calls.isEmpty ? "original" : "patched"
    var rollout = Rollout(
      [try RolloutVariant(name, policy: policy, edits: asked.edits, on: mazeSet.numbers[0])],
      on: .native(renderer), options: options, observations: self.options.observations)
    if rollout.repeatsEpisodes { rollout.options.episodes = 1 }
    return rollout
  }

  /// The episodes: those that are there already, and the rest played now.
  private func trials(_ rollout: Rollout, _ asked: BehaviourOptions) throws -> TrialLog {
    let settings = TrialSettings(
      model: policy.sha256, mazes: mazeSet, episodes: rollout.options.episodes, steps: asked.steps,
      choice: asked.choice.rawValue, seed: seed, plan: asked.edits.calls, theme: renderer.theme.rawValue)
    var log = try asked.data.map { try TrialLog(settings, at: $0) } ?? TrialLog(settings)
    if let data = asked.data { noteKept(log, in: data) }
    let (total, before) = (settings.count, log.trials.count)
    func show(_ done: Int) {
      progress(ProgressReport("playing", done, of: total, "episodes", before: before))
      asked.kept?(done, total)
    }
    show(before)
    do {
      try rollout.run(.mazes(mazeSet), from: before) { episodes in
        try log.append(BehaviourTrial(episodes[0], of: mazeSet.numbers[episodes[0].start]))
        show(log.trials.count)
      }
    } catch {
      log.discardIfEmpty()
      throw error
    }
    return log
  }

  private func noteKept(_ log: TrialLog, in data: String) {
    if log.wasCutOff { note("\(data): its last line was cut off; that episode is played again") }
    guard !log.trials.isEmpty else { return }
    note("\(data): \(log.trials.count.grouped) of \(log.settings.count.grouped) episodes are there")
  }
}

extension BehaviourReport {
  /// Several policies on the same mazes beside each other: how often each outcome was, maze by maze, and then what was
  /// found of each.
  public static func compared(_ reports: [BehaviourReport], _ rule: IntervalRule = IntervalRule()) throws -> Findings {
    let (mazes, analyses) = (reports[0].mazes, reports.map(\.analysis))
    let comparison = try ModelComparison(reports.map(\.model), unit: mazes.unit, rule: rule) {
      for outcome in Episode.Outcome.allCases {
        ModelMeasure(outcome.inWords, analyses.map { $0.shares(of: outcome) }, in: 0...1)
      }
    }
    return try comparison.findings(
      "Behaviour on \(mazes): \(reports.count) policies", reports.map { try $0.findings })
  }
}
