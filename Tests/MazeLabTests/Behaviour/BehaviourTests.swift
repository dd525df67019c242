import Foundation
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Statistics
import Testing

@Suite struct BehaviourTests {
  private static let path = FileManager.default.temporaryDirectory.appendingPathComponent(
    "b-\(UUID().uuidString).jsonl"
  ).path

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
    #expect(table.lacking["steps-between-cheese-decision-square"] == table.excluded)
    #expect(table.lacking["cheese-coord-norm"] == nil)
    let fit = try BehaviourRegression(table, folds: 5, subsets: 20, seed: 1)
    #expect(fit.dependent == ["steps-between-decision-square-top-right"])
    #expect(fit.terms.count == 10 && fit.correlations.names.count == 11)
    let term = try #require(fit.terms.first { $0.coefficient.name == "steps-between-cheese-decision-square" })
    // For one standard deviation more: -0.2 for a step.
    let interval = try #require(try term.coefficient.interval(level: 0.999))
    #expect(interval.contains(-0.2 * term.deviation), "\(interval)")
    #expect(try #require(term.alone.z) < -8 && term.stability?.sameSign == 1)
    #expect(fit.heldOut.accuracy.estimate > fit.baseline + 0.05)
    #expect(try #require(fit.heldOut.gain.interval).lower > 0 && fit.heldOut.penalised == 0)
    #expect(fit.stability?.fitted == 20)
    for other in fit.terms where other.coefficient.name != term.coefficient.name {
      #expect(abs(try #require(other.coefficient.z)) < 4, "\(other.coefficient.name)")
    }
  }

  /// Copies of every trial tell nothing new: neither errors nor the accuracy in levels not seen get better by them.
  @Test func copiesOfTrialsTellNothingNew() throws {
    let once = try drawn(0..<400, slope: 0.2), names = ["euc-dist-cheese-5x5", "steps-between-cheese-decision-square"]
    let copies = once.flatMap { trial in
      (0..<5).map {
        BehaviourTrial(
          level: trial.level, episode: $0, outcome: trial.outcome, steps: trial.steps, decisionStep: nil,
          cornerStep: nil)
      }
    }
    func fit(_ trials: [BehaviourTrial]) throws -> BehaviourRegression {
      try BehaviourRegression(
        BehaviourAnalysis(trials, mode: .hard).table(metrics(names)), folds: 5, subsets: 4, seed: 1)
    }
    let (single, five) = (try fit(once), try fit(copies))
    for (first, second) in zip(single.terms, five.terms) {
      #expect(abs(first.coefficient.estimate - second.coefficient.estimate) < 1e-6)
      let (own, nested) = (
        try #require(first.coefficient.standardError), try #require(second.coefficient.standardError)
      )
      #expect(abs(nested / own - 1) < 0.25, "\(nested) and \(own)")
      #expect(first.stability?.sameSign == second.stability?.sameSign)
    }
    #expect(abs(five.heldOut.accuracy.estimate - single.heldOut.accuracy.estimate) < 1e-9)
    #expect(five.heldOut.accuracy.count == single.heldOut.accuracy.count)
    let analysis = try BehaviourAnalysis(copies, mode: .hard)
    let (rate, plain) = (analysis.outcomes[0].rate, try BehaviourAnalysis(once, mode: .hard).outcomes[0].rate)
    #expect(analysis.isNested && rate.trials == 2000 && rate.groups == 400)
    let (wide, own) = (try #require(try rate.estimate().interval), try #require(try plain.estimate().interval))
    #expect(abs(wide.halfWidth / own.halfWidth - 1) < 0.02)
  }

  /// One fold whose outside is separated is fitted with a penalty and counted; the others are as they were.
  @Test func oneSeparableFoldIsNoEnd() throws {
    let names = ["euc-dist-cheese-5x5"]
    let mazes = try (0..<60).map { MeasuredMaze(try Maze(level: $0), level: $0) }
    let metric = try metrics(names)[0]
    let values = mazes.compactMap { maze in metric.value(maze).map { (maze.level, $0) } }.sorted { $0.1 < $1.1 }
    // The nearer half gets the cheese, but for one level far from the border.
    let trials = values.enumerated().map { place, value in
      BehaviourTrial(
        level: value.0, episode: 0, outcome: place < values.count / 2 || place == values.count - 1 ? .cheese : .corner,
        steps: 9, decisionStep: nil, cornerStep: nil)
    }.sorted { $0.level < $1.level }
    let fit = try BehaviourRegression(
      BehaviourAnalysis(trials, mode: .hard).table(metrics(names)), folds: 10, subsets: 6, seed: 1)
    #expect(fit.heldOut.penalised == 1 && fit.heldOut.accuracy.count == values.count)
    #expect(fit.heldOut.accuracy.estimate > 0.8)
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
      model: policy.sha256, levels: LevelList(0..<6), mode: .easy, episodes: 2, steps: 40, choice: "sample", seed: 0,
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
