import HookKit
import MazeEnv

/// Plays the episodes of a rollout, many side by side.
struct RolloutPlayer {
  private let rollout: Rollout
  private let starts: RolloutStarts
  private let environments: any MazeEnvironments
  private var agents: [RolloutAgent]
  /// For mazes that are played in, by the place of their start: the agents that act in no other.
  private var ownAgents: [Int: [Int: RolloutAgent]] = [:]

  /// An episode in each environment; nil where there is none.
  private var slots: [EpisodeRecorder?]
  /// The next episode to begin: its number and variant.
  private var next: (number: Int, variant: Int)
  private let end: Int
  private var sources: [Int: RolloutSource] = [:]

  /// Ended episodes by number and variant, until those before them have ended.
  private var ended: [Int: [Episode?]] = [:]
  private var delivered: Int

  /// Checks the plans; nothing is played.
  init(_ rollout: Rollout, _ starts: RolloutStarts, from first: Int) throws {
    (self.rollout, self.starts) = (rollout, starts)
    let options = rollout.options
    end = starts.count * options.episodes
    delivered = first
    next = (first, 0)
    let sample = try starts[first / options.episodes]
    agents = try rollout.variants.indices.map { try RolloutAgent(rollout, variant: $0, sample: sample) }
    let count = min(max(options.batch, rollout.variants.count), (end - first) * rollout.variants.count)
    slots = Array(repeating: nil, count: count)
    let states = Array(repeating: sample, count: count)
    environments =
      switch rollout.backend {
      case .native(let renderer):
        NativeEnvironments(states, renderer: renderer, threads: options.engine.threads)
      case .procgen(let library):
        try ProcgenEnvironments(states, library: library, threads: options.engine.threads)
      }
  }

  /// What the edits of each variant did in the rows that were computed.
  var receipts: [[Receipt]] { zip(rollout.variants, agents).map { $0.edits.spelled($1.receipts) } }

  /// What the edits of each site did together there, for each variant.
  var changes: [[SiteChange]] { agents.map(\.changes) }

  /// Plays until all episodes were handed over.
  mutating func play(_ body: ([Episode]) throws -> Void) throws {
    while true {
      try admit()
      let playing = slots.indices.filter { slots[$0] != nil }
      guard !playing.isEmpty else { return }
      let answers = try answers(of: playing)
      try step(answers)
      try deliver(body)
    }
  }

  /// Begins episodes in environments that have none.
  private mutating func admit() throws {
    // Those that wait for a long one before them must not become too many.
    let window = 4 * slots.count / rollout.variants.count + 1
    for slot in slots.indices
    where slots[slot] == nil && next.number < end && next.number < delivered + window {
      let index = next.number / rollout.options.episodes
      let source = try sources[index] ?? open(index)
      slots[slot] = EpisodeRecorder(
        number: next.number, repetition: next.number % rollout.options.episodes, variant: next.variant,
        edits: rollout.variants[next.variant].plan.edits.count, from: source)
      try environments.setState(source.state, of: slot)
      next = next.variant + 1 < agents.count ? (next.number, next.variant + 1) : (next.number + 1, 0)
    }
  }

  /// Begins with a start, and with the agents that are for it alone.
  private mutating func open(_ index: Int) throws -> RolloutSource {
    let source = RolloutSource(
      index, try starts[index], variants: agents.count, conditions: rollout.options.conditions)
    sources[index] = source
    for variant in agents.indices where agents[variant].isOfOneMaze {
      ownAgents[index, default: [:]][variant] = try RolloutAgent(rollout, variant: variant, sample: source.state)
    }
    return source
  }

  /// Ends with a start.
  private mutating func close(_ index: Int) {
    sources[index] = nil
    for (variant, agent) in ownAgents.removeValue(forKey: index) ?? [:] { agents[variant].add(agent) }
  }

  /// What each agent says of what it sees, by environment.
  private mutating func answers(of playing: [Int]) throws -> [Int: PolicyAnswer] {
    var answers: [Int: PolicyAnswer] = [:]
    for variant in agents.indices {
      let mine = playing.filter { slots[$0]?.variant == variant }
      let views = mine.compactMap { slot in slots[slot].map { AgentView($0, slot: slot) } }
      for (slot, answer) in try self.answers(of: variant, to: views) {
        answers[slot] = answer.answer
        slots[slot]?.record(answer.answer, active: answer.active)
      }
    }
    return answers
  }

  private mutating func answers(
    of variant: Int, to views: [AgentView]
  ) throws -> [Int: (answer: PolicyAnswer, active: [Bool])] {
    guard agents[variant].isOfOneMaze else { return try agents[variant].answers(to: views, in: environments) }
    var answers: [Int: (answer: PolicyAnswer, active: [Bool])] = [:]
    for (index, views) in Dictionary(grouping: views, by: \.source.index) {
      guard var agent = ownAgents[index]?[variant] else { continue }
      answers.merge(try agent.answers(to: views, in: environments)) { first, _ in first }
      ownAgents[index]?[variant] = agent
    }
    return answers
  }

  /// Takes a step everywhere.
  private mutating func step(_ answers: [Int: PolicyAnswer]) throws {
    let options = rollout.options
    var actions = [Int](repeating: Int(MazeState.stay), count: slots.count)
    for (slot, answer) in answers {
      guard let episode = slots[slot] else { continue }
      let draw = options.choice == .sample ? episode.key.draw(seed: options.seed, step: episode.steps) : 0
      actions[slot] = options.choice.action(answer.probabilities, draw: draw)
    }
    let steps = try environments.step(actions)
    for slot in answers.keys {
      let next = try environments.state(of: slot)
      slots[slot]?.record(actions[slot], steps[slot], next: next, options: options)
      guard let episode = slots[slot], let outcome = episode.outcome else { continue }
      let none = [Episode?](repeating: nil, count: agents.count)
      ended[episode.number, default: none][episode.variant] = episode.episode(outcome)
      slots[slot] = nil
    }
  }

  /// Hands over what has ended, in order.
  private mutating func deliver(_ body: ([Episode]) throws -> Void) throws {
    while let episodes = ended[delivered], episodes.allSatisfy({ $0 != nil }) {
      ended[delivered] = nil
      delivered += 1
      if delivered.isMultiple(of: rollout.options.episodes) {
        close(delivered / rollout.options.episodes - 1)
      }
      try body(episodes.compactMap(\.self))
    }
  }
}
