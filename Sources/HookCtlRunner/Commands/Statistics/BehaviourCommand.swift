import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab
import Statistics

/// `hookctl statistics behaviour`: how often a policy gets the cheese, and in which mazes.
struct BehaviourCommand: ReportCommand {
  static let drawsSeveralPictures = true

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

  var output: OutputOptions<FindingsOutput> { study.output }

  func answer(in program: Program) throws -> Answer {
    if let data { try OutputFile.check(data, isOf: "jsonl") }
    let mazes = try study.mazes(program.registry)
    let folds = try checkedFolds(mazes)
    let metrics = try program.registry.mazeMetrics(named: metric.isEmpty ? Registry.studiedMazeMetrics : metric)
    let policies = try study.models.policies()
    let edits = try study.edits(on: mazes, for: policies, program.registry)
    let reports = try study.labs(of: policies, on: mazes, intervals.rule, in: program).map { lab in
      let data = data.map { policies.count == 1 ? $0 : Self.path($0, of: lab.policy) }
      defer { Interruption.keep(nil) }
      return try lab.behaviour(options(edits, metrics, folds, data))
    }
    var findings =
      try reports.count == 1 ? reports[0].findings : BehaviourReport.compared(reports, intervals.rule)
    findings.recipe.use(PlanUses(metrics: metrics.map(\.name)))
    return try study.answer(
      findings, of: mazes, policies: policies, edits: edits, carriesState: true, in: program)
  }

  private func options(
    _ edits: LevelPlan, _ metrics: [MazeMetricEntry], _ folds: Int, _ data: String?
  ) -> BehaviourOptions {
    var options = BehaviourOptions(under: edits)
    (options.episodes, options.steps, options.choice) = (episodes, steps, policy)
    (options.metrics, options.folds, options.subsets, options.data) = (metrics, folds, subsets, data)
    options.kept = { done, total in
      Interruption.keep(KeptWork(done: data == nil ? 0 : done, total: total, unit: "episodes", place: data ?? ""))
    }
    return options
  }

  /// The file that keeps the episodes of one of several policies: `trials-model-1000-pth.jsonl`.
  private static func path(_ path: String, of policy: Policy) -> String {
    let end = path.hasSuffix(".jsonl") ? ".jsonl" : ""
    return "\(path.dropLast(end.count))-\(ModelFindings.slug(policy.name))\(end)"
  }

  /// The number of folds; all numbers are checked.
  private func checkedFolds(_ mazes: MazeSet) throws -> Int {
    try OptionError.check("--episodes", episodes, in: 1...1_000_000)
    try OptionError.check("--steps", steps, in: 1...1_000_000)
    try OptionError.check("--subsets", subsets, in: 2...1_000_000)
    return try OptionError.folds(folds, usual: 10, of: mazes)
  }
}
