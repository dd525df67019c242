import HookKit
import ImpalaModel
import MazeEnv

/// A policy under a plan, with a name: one of the agents of a rollout.
public struct RolloutVariant: Sendable {
  /// What to call it: "original", "patched".
  public let name: String
  /// The policy.
  public let policy: Policy
  /// Its edits, which may act at some steps only; those of the first maze where they differ from level to level.
  public let plan: Plan
  /// Its edits on every level.
  public let edits: LevelPlan

  /// A policy under a plan.
  public init(_ name: String, policy: Policy, plan: Plan = Plan()) {
    (self.name, self.policy, self.plan, edits) = (name, policy, plan, LevelPlan(plan))
  }

  /// A policy under edits that may differ from level to level.
  ///
  /// - Parameters:
  ///   - name: what to call it.
  ///   - policy: the policy.
  ///   - edits: its edits on every level.
  ///   - level: one of the levels, whose edits stand for all.
  /// - Throws: what is wrong with the edits of that level.
  public init(_ name: String, policy: Policy, edits: LevelPlan, on level: Int) throws {
    (self.name, self.policy, self.edits) = (name, policy, edits)
    plan = try edits.plan(on: level)
  }
}

/// How episodes are played. Only `choice`, `seed`, `steps` and `endsAtCorner` change what happens in them.
public struct RolloutOptions: Sendable {
  /// The most steps of an episode; procgen itself ends one after 500.
  public var steps = 500
  /// The number of episodes from each start.
  public var episodes = 1
  /// How actions are chosen.
  public var choice = ActionChoice.sample
  /// The seed of all random draws, of actions and of edits.
  public var seed: UInt64 = 0
  /// Whether reaching the top right corner ends an episode.
  public var endsAtCorner = false
  /// What to keep at every step.
  public var captures: [Capture] = []
  /// The conditions that `when(...)` may name.
  public var conditions = RolloutConditionEntry.builtIn
  /// The most episodes that are played side by side.
  public var batch = 64
  /// Asked between steps; once it says yes, the rollout throws `RunError.cancelled`. Nil for one that is played to its end.
  public var isCancelled: (@Sendable () -> Bool)?
  /// Which of the engine's ideas are on, and on how many threads. Rows are related to the maze without its mouse, and never to
  /// each other, so that no bit depends on which episodes happen to be side by side.
  public var engine = EngineOptions()

  /// The defaults: one sampled episode of at most 500 steps from each start, seed 0.
  public init() {}
}

/// Agents that act: policies under plans, each playing the same episodes with the same random numbers.
///
/// ```swift
/// let rollout = Rollout([RolloutVariant("original", policy: policy)], on: .native(renderer))
/// try rollout.run(.levels(0..<1000)) { episodes in print(episodes[0].outcome) }
/// ```
///
/// What happens in an episode depends on nothing but its start, its repetition, the variant and the options: not on the
/// batch, the threads, or the episodes played before.
public struct Rollout: Sendable {
  /// Where environments come from.
  public enum Backend: Sendable {
    /// HookKit's own, drawn by a renderer.
    case native(MazeRenderer)
    /// The real procgen's.
    case procgen(ProcgenLibrary)

    /// What draws its mazes without their mouse; nil where procgen's pictures are not there.
    var renderer: MazeRenderer? {
      switch self {
      case .native(let renderer): renderer
      case .procgen: try? MazeRenderer()
      }
    }
  }

  /// The agents, in the order in which they are delivered.
  public let variants: [RolloutVariant]
  /// Where environments come from.
  public let backend: Backend
  /// How episodes are played.
  public var options: RolloutOptions
  /// Where observations that calls name come from ("levels 0..<50").
  public var observations: (any ObservationSource)?

  /// A rollout of these agents.
  public init(
    _ variants: [RolloutVariant], on backend: Backend, options: RolloutOptions = RolloutOptions(),
    observations: (any ObservationSource)? = nil
  ) {
    (self.variants, self.backend, self.options, self.observations) = (
      variants, backend, options, observations
    )
  }

  /// Plays all episodes, and hands them over in order as they end.
  ///
  /// Episode number `n` is repetition `n % options.episodes` from start `n / options.episodes`.
  ///
  /// - Parameters:
  ///   - starts: the states that episodes begin in.
  ///   - first: the number of the episode to begin with: a rollout that was interrupted goes on where it stopped.
  ///   - body: takes the episodes of one number, one for each variant, in their order.
  /// - Returns: what the edits did in the rows that were computed, for each variant.
  /// - Throws: an `ExplainedError`: for plans that do not fit, before anything is played; and what `body` throws, which
  ///   ends the rollout.
  /// - Complexity: at most one forward pass over `steps` rows for each episode and variant. Where no edit draws random
  ///   numbers, what a policy does on a square is computed once for all episodes of a start.
  @discardableResult
  public func run(
    _ starts: RolloutStarts, from first: Int = 0, _ body: ([Episode]) throws -> Void
  ) throws -> [[Receipt]] { try play(starts, from: first, body).receipts }

  /// The same; returns for each variant also what the edits of each site did together.
  package func play(
    _ starts: RolloutStarts, from first: Int = 0, _ body: ([Episode]) throws -> Void
  ) throws -> (receipts: [[Receipt]], changes: [[SiteChange]]) {
    try check(starts)
    let total = starts.count * options.episodes
    guard first < total else { return (variants.map { _ in [] }, variants.map { _ in [] }) }
    var player = try RolloutPlayer(self, starts, from: first)
    try player.play(body)
    return (player.receipts, player.changes)
  }

  /// Plays one agent's episodes.
  @discardableResult
  public static func run(
    _ starts: RolloutStarts, policy: Policy, plan: Plan = Plan(), on backend: Backend,
    options: RolloutOptions = RolloutOptions(), _ body: (Episode) throws -> Void
  ) throws -> [Receipt] {
    let variant = RolloutVariant(plan.isEmpty ? "original" : "patched", policy: policy, plan: plan)
    return try Rollout([variant], on: backend, options: options).run(starts) { try body($0[0]) }[0]
  }

  private func check(_ starts: RolloutStarts) throws {
    guard !variants.isEmpty else { throw RolloutError.nothing("variants", "an agent") }
    guard starts.count > 0 else { throw RolloutError.nothing("starts", "a maze") }
    guard options.episodes > 0 else { throw RolloutError.nothing("episodes", "one") }
    guard options.steps > 0 else { throw RolloutError.nothing("steps", "one") }
    guard options.batch > 0 else { throw RolloutError.nothing("episodes side by side", "one") }
    let (total, isTooLarge) = starts.count.multipliedReportingOverflow(by: options.episodes)
    guard !isTooLarge, total <= Int(Int32.max) else { throw RolloutError.tooMany(starts.count, options.episodes) }
    for variant in variants { try VectorField.check(variant.policy) }
    try checkDecisions(starts)
  }

  /// Mazes beyond this number are not looked into beforehand.
  private static let looked = 2000

  /// An edit that waits for a decision square needs one somewhere.
  private func checkDecisions(_ starts: RolloutStarts) throws {
    let waiting = variants.flatMap(\.plan.edits).filter { edit in
      edit.timing?.conditions.contains(.atDecisionSquare) ?? false || edit.timing?.from == .decisionSquare
    }
    guard let edit = waiting.first, starts.count <= Self.looked else { return }
    for index in 0..<starts.count where try starts[index].maze.decisionSquare != nil { return }
    throw RolloutError.neverActs(call: edit.description)
  }
}

/// The states that episodes start from, made when they are needed.
public struct RolloutStarts: Sendable {
  /// The number of starts.
  public let count: Int
  private let make: @Sendable (Int) throws -> MazeState

  /// `count` starts; `make` returns each of them, the same whenever it is asked.
  public init(count: Int, _ make: @escaping @Sendable (Int) throws -> MazeState) {
    (self.count, self.make) = (count, make)
  }

  /// The start at a position.
  public subscript(index: Int) -> MazeState { get throws { try make(index) } }

  /// Levels as procgen starts them.
  public static func levels(
    _ levels: some RandomAccessCollection<Int> & Sendable, mode: MazeMode = .hard
  )
    -> RolloutStarts
  {
    RolloutStarts(count: levels.count) { index in
      try MazeState(level: levels[levels.index(levels.startIndex, offsetBy: index)], mode: mode)
    }
  }

  /// The mazes of a set.
  public static func mazes(_ set: MazeSet) -> RolloutStarts { RolloutStarts(count: set.count) { try set[$0] } }

  /// States as they are.
  public static func states(_ states: [MazeState]) -> RolloutStarts {
    RolloutStarts(count: states.count) { states[$0] }
  }
}

/// A rollout that cannot be done.
public enum RolloutError: ExplainedError, Equatable {
  /// There are none of something that there must be.
  case nothing(String, String)
  /// More episodes than can be counted in files: starts, and episodes from each.
  case tooMany(Int, Int)
  /// An edit whose effect on a row depends on the other rows of a batch.
  case dependsOnBatch(call: String)
  /// No start has what all of an edit's times need.
  case neverActs(call: String)

  public var explanation: Explanation {
    switch self {
    case .nothing(let what, let least):
      Explanation(.usage, "0 \(what)", "there is nothing to play", try: "give at least \(least)")
    case .tooMany(let starts, let episodes):
      Explanation(
        .usage, "\(episodes.grouped) episodes from each of \(starts.grouped) starts", "these are too many",
        try: "a rollout has at most \(Int(Int32.max).grouped) episodes")
    case .dependsOnBatch(let call):
      Explanation(
        .usage, call, "its effect on one agent depends on the others that are computed with it",
        try: "in a rollout, an edit may look at its own row only (locality row or elementwise)")
    case .neverActs(let call):
      Explanation(
        .usage, call, "no maze here has a decision square, so that it would never act",
        try: "find levels that have one: hookctl maze find --where decision-square")
    }
  }
}
