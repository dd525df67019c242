import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Testing

/// Episodes that can be played by hand, in ``HandMaze``.
@Suite struct OutcomeTests {
  /// An agent that always takes one action.
  private func always(_ action: Int) throws -> Policy {
    try FakePolicy.constant(logits: (0..<15).map { $0 == action ? 50 : 0 })
  }

  private func play(
    _ policy: Policy, plan: Plan = Plan(), steps: Int = 5, endsAtCorner: Bool = false,
    _ change: (inout MazeState) -> Void = { _ in }
  ) throws -> Episode {
    var state = try HandMaze.state()
    change(&state)
    var options = RolloutOptions()
    (options.steps, options.choice, options.endsAtCorner) = (steps, .argmax, endsAtCorner)
    var episodes: [Episode] = []
    try Rollout.run(.states([state]), policy: policy, plan: plan, on: .native(.plain), options: options) {
      episodes.append($0)
    }
    return try #require(episodes.first)
  }

  @Test func theWayUpLeadsToTheCheese() throws {
    let episode = try play(try always(5))
    #expect(episode.outcome == .cheese)
    #expect(episode.path == [Square(0, 0), Square(1, 0), Square(2, 0)])
    #expect(episode.rewards == [0, 10])
    #expect(episode.cheeseStep == 2 && episode.cornerStep == nil && episode.decisionStep == 0)
    #expect(episode.values == [0.5, 0.5])
  }

  @Test func theWayRightEndsAtTheWall() throws {
    let episode = try play(try always(7))
    #expect(episode.outcome == .timeout)
    #expect(
      episode.path == [Square(0, 0), Square(0, 1), Square(0, 2), Square(0, 2), Square(0, 2), Square(0, 2)])
    #expect(episode.facesRight == [false, true, true, true, true, true])
  }

  @Test func whoWasInTheCornerIsCountedThere() throws {
    let below = try HandMaze.state().maze.withMouse(at: Square(1, 2))
    let up = try play(try always(5)) { $0.maze = below }
    #expect(up.outcome == .corner && up.cornerStep == 1 && up.steps == 5)
    let short = try play(try always(5), endsAtCorner: true) { $0.maze = below }
    #expect(short.outcome == .corner && short.steps == 1)
  }

  @Test func procgensOwnLimitEndsAnEpisode() throws {
    let episode = try play(try always(7), steps: 100) { $0.curTime = $0.timeout - 3 }
    #expect(episode.steps == 3 && episode.outcome == .timeout)
    // The last square is that of this maze, although the state is the next level's by then.
    #expect(episode.path.last == Square(0, 2))
  }

  @Test func aLevelThatIsCompletedEndsAnEpisodeEvenInASequence() throws {
    let episode = try play(try always(5)) { $0.settings.useSequentialLevels = true }
    #expect(episode.outcome == .cheese && episode.steps == 2)
  }

  static let moments: [(Timing, [Int])] = [
    (Timing(.atStart), [0]), (Timing(.atDecisionSquare), [0]), (Timing(!.atStart), [1, 2, 3, 4]),
    (Timing(.atNewSquare), [0, 1, 2]), (Timing(.onWayToCheese), [0]), (Timing(.atJunction), []),
    (Timing(from: .decisionSquare, every: 2), [0, 2, 4]), (Timing(until: .corner), [0, 1, 2, 3, 4]),
    (Timing(until: .decisionSquare), []), (Timing(from: .cheese), []), (Timing(.atDeadEnd), []),
  ]

  @Test(arguments: moments)
  func momentsByHand(_ timing: Timing, _ steps: [Int]) throws {
    let plan = Plan { Edit("fc_value", Mark(), when: timing) }
    let episode = try play(try always(7), plan: plan)
    #expect(episode.values.map { $0 > 1 } == (0..<5).map(steps.contains))
    #expect(episode.actedSteps == [steps.count])
  }
}

/// Makes a value large, so that one sees where it acted.
private struct Mark: Intervention {
  static let kind = "mark"
  var locality: Locality { .elementwise }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 + 100 } }
}
