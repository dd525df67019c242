import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Testing

/// Everything of an episode that anybody could compare.
private struct Facts: Equatable {
  let outcome: Episode.Outcome
  let path: [Square]
  let actions: [Int]
  let probabilities, values, rewards: [Float]
  let acted: [Int]

  init(_ episode: Episode) {
    (outcome, path, actions) = (episode.outcome, episode.path, episode.actions)
    (probabilities, values, rewards) = (episode.probabilities, episode.values, episode.rewards)
    acted = episode.actedSteps
  }
}

@Suite struct RolloutTests {
  private static let site: SitePattern = "embedder.block2.res1.resadd_out"
  private let policy: Policy
  init() throws { policy = try Policy.bundled() }

  private func options(_ change: (inout RolloutOptions) -> Void = { _ in }) -> RolloutOptions {
    var options = RolloutOptions()
    options.steps = 40
    change(&options)
    return options
  }

  private func episodes(
    _ variants: [RolloutVariant], _ starts: RolloutStarts, from first: Int = 0, _ options: RolloutOptions
  ) throws -> [[Episode]] {
    var episodes: [[Episode]] = []
    try Rollout(variants, on: .native(.plain), options: options).run(starts, from: first) {
      episodes.append($0)
    }
    return episodes
  }

  private func noisy(_ timing: Timing? = nil) -> RolloutVariant {
    RolloutVariant("noisy", policy: policy, plan: Plan { Edit(Self.site, .noise(scale: 2), when: timing) })
  }

  @Test func underAnIdentityPlanNobodyParts() throws {
    let identity = RolloutVariant("identity", policy: policy, plan: Plan { Edit(Self.site, .scale(by: 1)) })
    let original = RolloutVariant("original", policy: policy)
    for pair in try episodes([original, identity], .levels(0..<12, mode: .easy), options { $0.episodes = 2 }) {
      #expect(pair[1].parts(from: pair[0]) == nil)
      #expect(pair[0].path == pair[1].path && pair[0].probabilities == pair[1].probabilities)
    }
  }

  @Test func whatHappensDoesNotDependOnTheBatchOrThreads() throws {
    let variants = [RolloutVariant("original", policy: policy), noisy()]
    let starts = RolloutStarts.levels(3..<11, mode: .easy)
    let reference = try episodes(variants, starts, options { $0.episodes = 2 }).joined().map(Facts.init)
    #expect(reference.count == 8 * 2 * 2)
    for (batch, threads) in [(1, 1), (5, 2), (200, 1)] {
      let others = try episodes(
        variants, starts,
        options {
          ($0.episodes, $0.batch, $0.engine.threads) = (2, batch, threads)
        })
      #expect(others.joined().map(Facts.init) == reference)
    }
  }

  @Test func goingOnGivesWhatAnUndisturbedRolloutGives() throws {
    let starts = RolloutStarts.levels(0..<6, mode: .easy)
    let whole = try episodes([noisy()], starts, options { $0.episodes = 3 })
    #expect(whole.map { $0[0].number } == Array(0..<18))
    for first in [1, 7, 17] {
      let rest = try episodes([noisy()], starts, from: first, options { $0.episodes = 3 })
      #expect(rest.map { Facts($0[0]) } == whole.dropFirst(first).map { Facts($0[0]) })
    }
    #expect(try episodes([noisy()], starts, from: 18, options { $0.episodes = 3 }).isEmpty)
  }

  @Test func repetitionsAndSeedsDiffer() throws {
    let all = try episodes([noisy()], .levels(4..<5), options { $0.episodes = 4 })
    #expect(Set(all.map { $0[0].actions }).count == 4)
    let other = try episodes([noisy()], .levels(4..<5), options { ($0.episodes, $0.seed) = (4, 1) })
    #expect(other.map { $0[0].actions } != all.map { $0[0].actions })
  }

  @Test func aTimedEditActsWhenItIsTimeAndNotBefore() throws {
    let late = noisy(Timing(from: 6, every: 2))
    for pair in try episodes([RolloutVariant("original", policy: policy), late], .levels(0..<8), options()) {
      let steps = pair[1].steps
      #expect(pair[1].actedSteps == [stride(from: 6, to: steps, by: 2).reduce(0) { count, _ in count + 1 }])
      let common = min(6, steps) * ActionGroup.actionCount
      #expect(pair[0].probabilities.prefix(common) == pair[1].probabilities.prefix(common))
      #expect(pair[1].parts(from: pair[0]) ?? 6 >= 6)
    }
  }

  @Test func elementwiseEditsInTimeAgreeWithRunsOfTheirOwn() throws {
    let plan = Plan { Edit(Self.site, .scale(by: 0.5), on: .channels(3), when: Timing(.atNewSquare)) }
    let episode = try episodes([RolloutVariant("a", policy: policy, plan: plan)], .levels(2..<3), options())[
      0][0]
    let always = Plan { Edit(Self.site, .scale(by: 0.5), on: .channels(3)) }
    var state = episode.initial
    for step in 0..<episode.steps {
      let isNew = !episode.path[..<step].contains(episode.path[step])
      let inputs = Inputs(MazeRenderer.inputs(MazeRenderer.plain.observation(of: state).pixels))
      let run = try policy.graph.run(
        inputs, under: isNew ? always : Plan(), options: RunOptions(engine: EngineOptions(relatesRows: false))
      )
      // The rollout relates what it sees to the maze without its mouse.
      let value = run[Policy.valueSite].scalars[0]
      #expect(abs(value - episode.values[step]) <= 1e-5 * abs(value))
      try state.step(episode.actions[step])
    }
  }

  @Test func editsThatLookAtTheWholeBatchAreRefused() throws {
    let patch = Plan { Edit(Self.site, WholeBatch()) }
    #expect(throws: RolloutError.self) {
      try episodes([RolloutVariant("a", policy: policy, plan: patch)], .levels(0..<2), options())
    }
  }

  @Test func nothingToPlayIsAnError() throws {
    let variant = RolloutVariant("original", policy: policy)
    #expect(throws: RolloutError.nothing("episodes", "one")) {
      try episodes([variant], .levels(0..<2), options { $0.episodes = 0 })
    }
    #expect(throws: RolloutError.nothing("starts", "a maze")) {
      try episodes([variant], .states([]), options())
    }
    #expect(throws: RolloutError.nothing("variants", "an agent")) {
      try episodes([], .levels(0..<1), options())
    }
  }

  @Test func anEditThatWaitsForADecisionSquareNeedsOne() throws {
    let bare = try MazeState(level: 0).maze.withoutCheese()
    let starts = RolloutStarts.states([try MazeState(maze: bare)])
    #expect(throws: RolloutError.self) { try episodes([noisy(Timing(.atDecisionSquare))], starts, options()) }
    #expect(throws: FaultList.self) {
      try episodes([noisy(Timing("at-decision-sqare"))], .levels(0..<1), options())
    }
  }

  @Test func capturesHaveARowForEachStep() throws {
    let episode = try episodes(
      [RolloutVariant("original", policy: policy)], .levels(1..<2),
      options { $0.captures = ["embedder_out", "fc_value_out"] })[0][0]
    #expect(episode.captured["embedder.relufc_out"]?.rows == episode.steps)
    #expect(episode.captured["fc_value_out"]?.scalars == episode.values)
  }

  @Test(
    .enabled(
      if: (try? ProcgenLibrary.check()) != nil && Conditions.havePictures,
      "procgen's library is not installed; `make setup` gets it"))
  func theRealProcgenPlaysTheSame() throws {
    let starts = RolloutStarts.levels(0..<6)
    let variants = [RolloutVariant("original", policy: policy), noisy(Timing(.atJunction))]
    var (native, real): ([Facts], [Facts]) = ([], [])
    try Rollout(variants, on: .native(try MazeRenderer()), options: options()).run(starts) {
      native += $0.map(Facts.init)
    }
    try Rollout(variants, on: .procgen(try ProcgenLibrary()), options: options()).run(starts) {
      real += $0.map(Facts.init)
    }
    #expect(native == real)
  }
}

/// Depends on how many rows there are.
private struct WholeBatch: Intervention {
  static let kind = "whole-batch"
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    value.map { $0 + Float(context.rows.count) }
  }
}
