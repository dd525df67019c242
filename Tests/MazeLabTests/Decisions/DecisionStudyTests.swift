import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Statistics
import Testing

@Suite struct DecisionStudyTests {
  private static let site = SitePattern("embedder.block2.res1.resadd_out")

  private func study(
    _ levels: Range<Int>, _ plan: Plan? = nil, policy: Policy? = nil
  ) throws -> DecisionStudy {
    try DecisionStudy(
      levels: levels, mode: .hard, policy: policy ?? .bundled(), under: plan, renderer: .plain,
      options: RunOptions(seed: 3))
  }

  /// The same numbers as the whole fields have at their decision squares.
  @Test func agreesWithFields() throws {
    let plan = Plan { Edit(Self.site, .scale(by: 0.5)) }
    let found = try study(5..<12, plan), policy = try Policy.bundled()
    #expect(found.levels == 7 && found.receipts.count == 1)
    for trial in found.trials {
      let state = try MazeState(level: trial.level, mode: .hard)
      let runs = try VectorField.compute(state, policy: policy, under: [Plan(), plan], renderer: .plain)
      for (run, answer) in zip(runs, [trial.original, trial.patched]) {
        let expected = try run.field.decisionProbabilities()
        let answer = try #require(answer)
        #expect(answer.square == expected.square)
        #expect(abs(answer.towardsCheese - expected.towardsCheese) < 1e-4, "level \(trial.level)")
        #expect(abs(answer.towardsCorner - expected.towardsCorner) < 1e-4)
        #expect(abs(answer.towardsCheese + answer.towardsCorner + answer.other - 1) < 1e-9)
      }
    }
  }

  @Test func levelsWithoutDecisionSquareAreCounted() throws {
    let found = try study(0..<40)
    let expected = try (0..<40).filter { try Maze(level: $0).decisionSquare == nil }
    #expect(found.lacking == [.noDecisionSquare: expected] && !expected.isEmpty)
    #expect(found.trials.map(\.level) == (0..<40).filter { !expected.contains($0) })
    let none = try #require(expected.first)
    let error = #expect(throws: Fault.self) { try study(none..<none + 1) }
    #expect(error?.description.hasPrefix("1 level: none has a decision square; ") == true)
  }

  @Test func withoutAPlanThereIsNothingToCompare() throws {
    let summaries = try study(0..<12).summaries()
    #expect(summaries.map(\.way) == DecisionStudy.Way.allCases)
    #expect(summaries.allSatisfy { $0.patched == nil && $0.difference == nil && $0.likelier == nil })
    #expect(abs(summaries.reduce(0) { $0 + $1.original.estimate } - 1) < 1e-6)
    #expect(try study(0..<12).choices == nil)
  }

  @Test func summariesArePaired() throws {
    let found = try study(0..<30, Plan { Edit(Self.site, .scale(by: 0.5)) })
    for summary in try found.summaries(IntervalRule(allowsSmallSamples: true)) {
      let (original, patched) = found.probabilities(of: summary.way)
      let differences = zip(try #require(patched), original).map { $0 - $1 }
      #expect(abs(try #require(summary.difference).estimate - (try Sample(differences)).mean) < 1e-12)
      #expect(summary.likelier?.successes == differences.count { $0 > 0 })
      #expect(try #require(summary.difference?.interval).contains(try Sample(differences).mean))
    }
    #expect(try #require(found.choices).joined().reduce(0, +) == found.trials.count)
  }

  /// A policy that always goes right is known without running it.
  @Test func byHand() throws {
    var logits = [Float](repeating: -100, count: 15)
    logits[7] = 0
    let found = try study(0..<20, policy: FakePolicy.constant(logits: logits))
    for trial in found.trials {
      let maze = try Maze(level: trial.level),
        right = Square(trial.original.square.row, trial.original.square.column + 1)
      let cheese = try #require(maze.cheese)
      let toCheese = try #require(maze.shortestPath(from: trial.original.square, to: cheese))[1] == right
      #expect(abs(trial.original.towardsCheese - (toCheese ? 1 : 0)) < 1e-9, "level \(trial.level)")
    }
  }
}
