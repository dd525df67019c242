import Foundation
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Statistics
import Testing

@Suite struct BehaviourTests {
  private static let path = FileManager.default.temporaryDirectory.appendingPathComponent("b-\(UUID().uuidString).jsonl").path

  private func metrics(_ names: [String] = Registry.studiedMazeMetrics) throws -> [MazeMetricEntry] {
    var registry = Registry()
    registry.addBuiltInMazeMetrics()
    return try names.map { try registry.mazeMetric($0) }
  }

  /// Trials whose outcome is drawn with a log odds that falls with the steps from cheese to decision square.
  private func drawn(_ levels: Range<Int>, slope: Double) throws -> [BehaviourTrial] {
    try levels.map { level in
      let maze = MeasuredMaze(try Maze(level: level), level: level)
      let steps = maze.distance(.cheese, .decisionSquare, .steps) ?? 0
      var stream = RandomStream(seed: 9, UInt64(level))
      let got = Double(stream.uniform()) < 1 / (1 + exp(slope * (steps - 10)))
      return BehaviourTrial(
        level: level, episode: 0, outcome: got ? .cheese : .corner, steps: 100, decisionStep: nil, cornerStep: nil)
    }
  }

  @Test func findsWhatDecides() throws {
    let analysis = try BehaviourAnalysis(drawn(0..<1200, slope: 0.2), mode: .hard)
    let table = try analysis.table(try metrics())
    #expect(table.outcomes.count + table.excluded == 1200)
    #expect(table.lacking["steps_between_cheese_decision_square"] == table.excluded)
    #expect(table.lacking["cheese_coord_norm"] == nil)
    let fit = try BehaviourRegression(table, folds: 5, subsets: 20, seed: 1)
    #expect(fit.dependent == ["steps_between_decision_square_top_right"])
    #expect(fit.terms.count == 10 && fit.correlations.names.count == 11)
    let term = try #require(fit.terms.first { $0.coefficient.name == "steps_between_cheese_decision_square" })
    // For one standard deviation more: -0.2 for a step.
    let interval = try #require(try term.coefficient.interval(level: 0.999))
    #expect(interval.contains(-0.2 * term.deviation), "\(interval)")
    #expect(try #require(term.alone.z) < -8 && term.stability.sameSign == 1)
    #expect(fit.accuracy.mean > fit.baseline + 0.05)
    #expect(fit.stability.fitted == 20)
    for other in fit.terms where other.coefficient.name != term.coefficient.name {
      #expect(abs(try #require(other.coefficient.z)) < 4, "\(other.coefficient.name)")
    }
  }

  @Test func groupsAndOutcomesAddUp() throws {
    let analysis = try BehaviourAnalysis(drawn(0..<100, slope: 0.2), mode: .hard)
    #expect(analysis.outcomes.map(\.name) == ["cheese", "corner", "timeout"])
    #expect(analysis.outcomes.reduce(0) { $0 + $1.rate.successes } == 100)
    let trials = Dictionary(uniqueKeysWithValues: analysis.groups.map { ($0.name, $0.rate.trials) })
    #expect(trials["cheese in the top right 5x5"].map { $0 + (trials["cheese elsewhere"] ?? 0) } == 100)
    #expect(trials["with a decision square"].map { $0 + (trials["without a decision square"] ?? 0) } == 100)
  }

  @Test func trialsThatTellNothingAreErrors() throws {
    #expect(throws: StatisticsError.tooFew(of: "trials", count: 0, needed: 1)) {
      try BehaviourAnalysis([], mode: .hard)
    }
    let always = (0..<50).map {
      BehaviourTrial(level: $0, episode: 0, outcome: .cheese, steps: 9, decisionStep: nil, cornerStep: nil)
    }
    let table = try BehaviourAnalysis(always, mode: .hard).table(try metrics())
    #expect(throws: StatisticsError.oneClass(of: "got the cheese", value: "yes", rows: table.outcomes.count)) {
      try BehaviourRegression(table)
    }
    let few = try BehaviourAnalysis(Array(always.prefix(3)), mode: .hard)
    #expect(throws: StatisticsError.self) { try BehaviourRegression(few.table(try metrics())) }
  }

  /// An interrupted study that goes on is the same as one that was not interrupted.
  @Test func goingOnChangesNothing() throws {
    let policy = try Policy.bundled()
    var options = RolloutOptions()
    (options.episodes, options.steps) = (2, 40)
    let rollout = Rollout([RolloutVariant("original", policy: policy)], on: .native(.plain), options: options)
    let settings = TrialSettings(
      model: policy.sha256, levels: 0..<6, mode: .easy, episodes: 2, steps: 40, choice: "sample", seed: 0,
      plan: Plan(), theme: "plain")
    var whole = TrialLog(settings)
    try rollout.run(.levels(0..<6, mode: .easy)) { try whole.append(BehaviourTrial($0[0])) }
    #expect(whole.isComplete)
    struct Interrupt: Error {}
    defer { try? FileManager.default.removeItem(atPath: Self.path) }
    #expect(throws: Interrupt.self) {
      var log = try TrialLog(settings, at: Self.path)
      try rollout.run(.levels(0..<6, mode: .easy)) {
        if log.trials.count == 5 { throw Interrupt() }
        try log.append(BehaviourTrial($0[0]))
      }
    }
    var rest = try TrialLog(settings, at: Self.path)
    #expect(rest.trials.count == 5)
    try rollout.run(.levels(0..<6, mode: .easy), from: rest.trials.count) { try rest.append(BehaviourTrial($0[0])) }
    #expect(rest.trials == whole.trials)
  }
}
