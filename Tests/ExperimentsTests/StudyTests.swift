import Experiments
import Foundation
import LimitedPrograms
import Testing

/// Studies from Swift, as plugins call them, give the numbers of the commands.
@Suite(.serialized) struct StudyTests {
  private static let site = "embedder.block2.res1.resadd_out"
  private static let call = "zero@\(site)[31]"
  private static let common = ["--levels", "0-11", "--mode", "easy", "--theme", "plain", "--json"]

  private let lab: Lab
  private let edits: LevelPlan

  init() throws {
    var registry = try Registry.builtIn
    registry.addBuiltInMetrics()
    registry.addBuiltInMazeMetrics()
    registry.addBuiltInConditions()
    lab = Lab(policy: try .bundled(), renderer: .plain, mode: .easy, levels: Array(0..<12), registry: registry)
    edits = LevelPlan(Plan(edits: try CallSyntax.edits(Self.call, registry: registry)))
  }

  /// What a command prints is what the report has, but for the recipe, which only the program knows.
  private func expect(
    _ report: any Report, _ command: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(command)
      #expect(outcome.code == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
      var printed = try #require(json(outcome.output) as? [String: Any])
      var own = try #require(json(report.json.line) as? [String: Any])
      (printed["recipe"], own["recipe"]) = (nil, nil)
      #expect(printed as NSDictionary == own as NSDictionary, sourceLocation: sourceLocation)
    }
  }

  @Test func fieldsAndComparisons() throws {
    let (level, maze) = (["--level", "3", "--mode", "easy", "--theme", "plain", "--json"], try lab.maze(3))
    try expect(lab.subject(of: maze).field(), ["vfield"] + level)
    let plan = try #require(edits.same)
    try expect(lab.subject(of: maze, under: plan).comparison(), ["compare", "--patch", Self.call] + level)
  }

  @Test func decisions() throws {
    let report = try lab.decisionReport(under: edits, controls: Controls(draws: 2))
    try expect(report, ["statistics", "decision", "--patch", Self.call, "--nulls", "2"] + Self.common)
    let (cheese, trials) = (report.summaries[0], report.study.trials)
    let mean = trials.map(\.original.towardsCheese).reduce(0, +) / Double(trials.count)
    #expect(abs(cheese.original.estimate - mean) < 1e-12)
  }

  @Test func behaviour() throws {
    var options = BehaviourOptions()
    (options.steps, options.subsets) = (30, 5)
    let report = try lab.behaviour(options)
    try expect(report, ["statistics", "behaviour", "--steps", "30", "--subsets", "5"] + Self.common)
    #expect(report.analysis.trials.count == 12)
  }

  @Test func probes() throws {
    let target = try ProbeTarget("cheese", registry: lab.registry)
    let report = try lab.probe(ProbeOptions(["embedder.fc_out"], [target]))
    try expect(report, ["probe", "--target", "cheese", "--site", "embedder.fc_out"] + Self.common)
  }

  @Test func rollouts() throws {
    var options = RolloutOptions()
    options.steps = 20
    let report = try lab.rolloutReport(under: edits, options: options, controls: Controls(draws: 1))
    try expect(
      report, ["rollout", "--steps", "20", "--versus", "original", "--patch", Self.call, "--nulls", "1"] + Self.common)
    #expect(report.summary.tallies.map(\.name) == ["original", "patched"])
  }

  @Test func minimising() throws {
    let plan = Plan(edits: try CallSyntax.edits("zero@\(Self.site)[[5, 31]]", registry: lab.registry))
    let report = try lab.minimise(
      ChannelQuestion(plan, edit: nil, on: lab.policy.graph), of: lab.registry.metric("mean-total-variation"))
    try expect(
      report,
      ["minimise", "--metric", "mean-total-variation", "--patch", "zero@\(Self.site)[[5, 31]]"] + Self.common)
  }
}
