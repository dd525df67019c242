import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab
import Statistics

/// `hookctl statistics behaviour`: how often a policy gets the cheese, and in which mazes.
struct BehaviourCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "behaviour",
    abstract: "How often a policy gets the cheese, and in which mazes: rollouts, regression, report.",
    usage: "hookctl statistics behaviour --levels <levels> [<options>]",
    discussion: """
      Plays episodes of every level, then explains "got the cheese" by metrics of the mazes: logistic \
      regression with standard errors, cross-validated accuracy, variance inflation, correlations, and \
      stability in random halves of the levels. Metrics that others add up to are left out and named, as are \
      episodes in mazes that lack a metric (no decision square).

      Levels are what is sampled. With several episodes of each, intervals and standard errors allow for what episodes of \
      one level have in common, and folds and halves are of whole levels.

      With --data every episode is written when it ends; the same command goes on where an interrupted one \
      stopped, and ends with the same numbers.

      EXAMPLES
        hookctl statistics behaviour --levels 0-999 --data trials.jsonl \\
          --out report --out report.html
        hookctl statistics behaviour --levels 0-199 --policy argmax --json
        hookctl statistics behaviour --levels 0-499 \\
          --metric euc-dist-cheese-5x5 --metric steps-between-cheese-decision-square
      """)

  @OptionGroup var study: StudyOptions

  @Option(parsing: .unconditional, help: ArgumentHelp("Episodes of each level.", valueName: "n"))
  var episodes = 1

  @Option(parsing: .unconditional, help: ArgumentHelp("The most steps of an episode.", valueName: "n"))
  var steps = 500

  @Option(help: "How actions are chosen: sample (by their probabilities) or argmax (the likeliest).")
  var policy: ActionChoice = .sample

  @Option(
    help: ArgumentHelp(
      "A metric of mazes to explain by; repeatable. (default: the eleven of procgen-tools' study)",
      valueName: "name"),
    completion: .custom { _, _, _ in KnownNames.mazeMetrics })
  var metric: [String] = []

  @Option(
    help: ArgumentHelp(
      "Keep the episodes in this file (JSON Lines), and resume from those already in it.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var data: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Folds of the cross-validation; a level is in one of them. (default: 10)", valueName: "n"))
  var folds: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Random halves for the stability of coefficients.", valueName: "n"))
  var subsets = 200

  @OptionGroup var intervals: IntervalOptions

  func drawing(_ work: () throws -> Void) throws { try study.size.drawing(work) }

  func run(in program: Program) throws {
    let outputs = try study.outputs(hasSeveralPictures: true)
    let mazes = try study.mazes(program.registry)
    let folds = try checkedFolds(mazes)
    let metrics = try metrics(program.registry)
    let policies = try study.models.policies()
    let edits = try study.edits(on: mazes, for: policies, program.registry)
    let answers = try policies.map { agent -> (analysis: BehaviourAnalysis, findings: Findings) in
      let rollout = try rollout(of: agent, under: edits, on: mazes, program.registry)
      let data = data.map { policies.count == 1 ? $0 : Self.path($0, of: agent) }
      let log = try trials(rollout, of: agent, under: edits, on: mazes, in: data, console: program.console)
      program.console.progress("fitting regressions and their stability")
      let analysis = try BehaviourAnalysis(log.trials, on: mazes)
      let findings = try BehaviourFindings(
        analysis, settings: log.settings, metrics: metrics, folds: folds, subsets: subsets, seed: study.plan.seed,
        model: agent.name, mazes: mazes, calls: edits.texts,
        isOnceForAll: rollout.options.episodes < episodes, rule: intervals.rule.over(mazes.unit)
      ).findings()
      return (analysis, findings)
    }
    var findings =
      try answers.count == 1
      ? answers[0].findings
      : comparison(answers.map(\.analysis), policies, mazes)
        .findings("Behaviour on \(mazes): \(policies.count) policies", answers.map(\.findings))
    findings.recipe.use(PlanUses(metrics: metrics.map(\.name)))
    try study.finish(
      findings, of: mazes, to: outputs, policies: policies, edits: edits,
      carriesState: true, in: program)
  }

  /// The file that keeps the episodes of one of several policies: `trials-model-1000-pth.jsonl`.
  private static func path(_ path: String, of policy: Policy) -> String {
    let end = path.hasSuffix(".jsonl") ? ".jsonl" : ""
    return "\(path.dropLast(end.count))-\(ModelFindings.slug(policy.name))\(end)"
  }

  /// How often each outcome was, maze by maze.
  private func comparison(
    _ analyses: [BehaviourAnalysis], _ policies: [Policy], _ mazes: MazeSet
  ) throws -> ModelComparison {
    let names: [(Episode.Outcome, String)] = [
      (.cheese, "got the cheese"), (.corner, "corner, never the cheese"), (.timeout, "neither"),
    ]
    return try ModelComparison(policies.map(\.name), unit: mazes.unit, rule: intervals.rule) {
      for (outcome, name) in names { ModelMeasure(name, analyses.map { $0.shares(of: outcome) }, in: 0...1) }
    }
  }

  /// The number of folds; all numbers are checked.
  private func checkedFolds(_ mazes: MazeSet) throws -> Int {
    try OptionError.check("--episodes", episodes, in: 1...1_000_000)
    try OptionError.check("--steps", steps, in: 1...1_000_000)
    try OptionError.check("--subsets", subsets, in: 2...1_000_000)
    return try OptionError.folds(folds, usual: 10, of: mazes)
  }

  /// The metrics asked for; all unknown names together.
  private func metrics(_ registry: Registry) throws -> [MazeMetricEntry] {
    var faults: [any ExplainedError] = [], found: [MazeMetricEntry] = []
    for name in metric.isEmpty ? Registry.studiedMazeMetrics : metric where !found.contains(where: { $0.name == name })
    {
      do { found.append(try registry.mazeMetric(name)) } catch let error as CatalogueError { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return found
  }

  /// What is played: one episode of each level where all would be the same.
  private func rollout(
    of agent: Policy, under edits: LevelPlan, on mazes: MazeSet, _ registry: Registry
  ) throws -> Rollout {
    var options = RolloutOptions()
    (options.episodes, options.steps, options.choice) = (episodes, steps, policy)
    options.seed = study.plan.seed
    options.conditions = registry.rolloutConditions
    var rollout = Rollout(
      [
        try RolloutVariant(
          edits.calls.isEmpty ? "original" : "patched", policy: agent, edits: edits, on: mazes.numbers[0])
      ],
      on: .native(try study.theme.renderer()), options: options,
      observations: study.runOptions(registry, mode: mazes.mode).observations)
    if rollout.repeatsEpisodes { rollout.options.episodes = 1 }
    return rollout
  }

  /// The episodes: those that are there already, and the rest played now.
  private func trials(
    _ rollout: Rollout, of agent: Policy, under edits: LevelPlan, on mazes: MazeSet, in data: String?,
    console: Console
  ) throws -> TrialLog {
    let settings = TrialSettings(
      model: agent.sha256, mazes: mazes, episodes: rollout.options.episodes, steps: steps, choice: policy.rawValue,
      seed: study.plan.seed, plan: edits.calls, theme: study.theme.theme.rawValue)
    var log = try data.map { try TrialLog(settings, at: $0) } ?? TrialLog(settings)
    if let data, log.wasCutOff { console.note("\(data): its last line was cut off; that episode is played again") }
    if let data, !log.trials.isEmpty {
      console.note("\(data): \(log.trials.count.grouped) of \(settings.count.grouped) episodes are there")
    }
    let (total, before) = (settings.count, log.trials.count)
    func show(_ done: Int) {
      console.progress(ProgressReport("playing", done, of: total, "episodes", before: before))
      Interruption.keep(KeptWork(done: data == nil ? 0 : done, total: total, unit: "episodes", place: data ?? ""))
    }
    show(before)
    do {
      try rollout.run(.mazes(mazes), from: before) { episodes in
        try log.append(BehaviourTrial(episodes[0], of: mazes.numbers[episodes[0].start]))
        show(log.trials.count)
      }
      Interruption.keep(nil)
    } catch {
      log.discardIfEmpty()
      throw error
    }
    return log
  }
}
