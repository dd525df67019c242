import HookKit
import ImpalaModel
import MazeEnv

/// What one agent sees, and where.
struct AgentView {
  let slot: Int
  let state: MazeState
  let source: RolloutSource
  let path: [Square]
  let key: UInt64
  /// What a recurrent policy remembers, by the path of the state; one that is not here is zeros.
  let states: [String: Tensor]

  init(_ episode: EpisodeRecorder, slot: Int) {
    (self.slot, state, source, path) = (slot, episode.state, episode.source, episode.path)
    states = episode.states
    key = episode.key.row(step: episode.steps)
  }
}

/// A variant at work: its network, prepared once; or once for each maze, where its edits differ.
struct RolloutAgent {
  /// Whether it acts in the maze that it was prepared for and in no other.
  let isOfOneMaze: Bool
  private let network: PlannedNetwork
  private let interface: PolicyInterface
  private let variant: Int
  private let captures: [Capture]
  /// The sites that are captured for the episode's data.
  private let capturedSites: Set<String>
  private let edits: [Edit]
  /// On how many threads views are computed.
  private let threads: Int
  private let isTimed: Bool
  /// Whether a situation has one answer: no edit draws random numbers or looks at anything but activations, and the policy
  /// remembers nothing.
  private let remembers: Bool
  /// What draws mazes without their mouse; nil where nothing can.
  private let renderer: MazeRenderer?
  /// What the edits did so far, one for each edit and site.
  private(set) var receipts: [Receipt] = []
  /// What the edits of each site did together.
  private(set) var changes: [SiteChange] = []

  init(_ rollout: Rollout, variant index: Int, sample: MazeState) throws {
    let (variant, options) = (rollout.variants[index], rollout.options)
    self.variant = index
    (captures, interface) = (options.captures, variant.policy.interface)
    isTimed = variant.plan.edits.contains { !$0.timings.isEmpty }
    renderer = rollout.backend.renderer
    let source = RolloutSource(0, sample, variants: 0, conditions: options.conditions)
    let moment = source.moments.moment(after: [source.landmarks.start])
    let shape = variant.policy.graph.inputShape
    let like = Inputs(
      Tensor(repeating: 0, shape: shape.batched(1)), rows: [source.row(sample, key: 0, moment: moment)])
    let level = Int(sample.currentLevelSeed)
    let plan = try variant.edits.plan(on: level)
    let watched = (rollout.observations as? any MazeObserver).map(WatchedObserver.init)
    let runOptions = RunOptions(
      seed: options.seed, observations: watched ?? rollout.observations, wantsChanges: !plan.isEmpty,
      engine: options.engine, isCancelled: options.isCancelled)
    network = try variant.edits.at(level) {
      try PlannedNetwork(variant.policy.graph, under: plan, like: like, options: runOptions.about([sample]))
    }
    isOfOneMaze = variant.edits.same == nil || watched?.wasAsked ?? false
    edits = plan.edits
    threads = max(1, options.engine.threads ?? Parallel.cores)
    for (edit, locality) in zip(edits, network.localities) where locality >= .position {
      throw RolloutError.dependsOnBatch(call: edit.description)
    }
    remembers = !variant.policy.isRecurrent && network.localities.allSatisfy { $0 == .elementwise }
    capturedSites = Set(try captures.flatMap { try $0.pattern.sites(in: variant.policy.graph) }.map(\.name))
  }

  /// What the agent says of each view, by environment, and which edits acted.
  mutating func answers(
    to views: [AgentView], in environments: any MazeEnvironments
  ) throws -> [Int: (answer: PolicyAnswer, active: [Bool])] {
    var answers: [Int: (answer: PolicyAnswer, active: [Bool])] = [:]
    var asked: [(view: AgentView, moment: Moment?, active: [Bool])] = []
    // Views in one situation that is not known yet: the first is computed for all of them.
    var waiting: [ObjectIdentifier: [Situation: [Int]]] = [:]
    for view in views {
      let moment = isTimed ? view.source.moments.moment(after: view.path) : nil
      let active = edits.map { edit in
        edit.timing.map { timing in moment.map(timing.isActive) ?? false } ?? true
      }
      guard remembers else {
        asked.append((view, moment, active))
        continue
      }
      let situation = Situation(view.state, active: active)
      if let known = view.source.answers[variant][situation] {
        answers[view.slot] = (known, active)
      } else {
        let id = ObjectIdentifier(view.source)
        if waiting[id]?[situation] == nil { asked.append((view, moment, active)) }
        waiting[id, default: [:]][situation, default: []].append(view.slot)
      }
    }
    guard !asked.isEmpty else { return answers }
    for (ask, answer) in zip(asked, try run(asked.map { ($0.view, $0.moment) }, in: environments)) {
      answers[ask.view.slot] = (answer, ask.active)
      guard remembers else { continue }
      let situation = Situation(ask.view.state, active: ask.active)
      ask.view.source.answers[variant][situation] = answer
      for slot in waiting[ObjectIdentifier(ask.view.source)]?[situation] ?? [] {
        answers[slot] = (answer, ask.active)
      }
    }
    return answers
  }

  /// One forward pass, in as many parts side by side as there are threads: with what a part is made of and becomes.
  private mutating func run(
    _ views: [(view: AgentView, moment: Moment?)], in environments: any MazeEnvironments
  ) throws -> [PolicyAnswer] {
    let bytes = try environments.observations(of: views.map(\.view.slot))
    let rows = views.map { $0.view.source.row($0.view.state, key: $0.view.key, moment: $0.moment) }
    let bases = views.map { $0.view.source.base(renderer) }
    let states = states(of: views.map(\.view))
    // Where there are few rows, the network divides them itself.
    let total = rows.count
    let count = total < 2 * threads ? 1 : threads
    let parts = try Parallel.map(count, threads: count) { [self] part in
      let range = total * part / count..<total * (part + 1) / count
      let size = bytes.count / total
      let images = MazeRenderer.inputs(bytes[range.lowerBound * size..<range.upperBound * size])
      var inputs = Inputs(images, rows: Array(rows[range]))
      // A row differs from itself where the view moves with the mouse, or nothing draws mazes.
      inputs.bases = .kept(
        range.map { bases[$0] ?? BaseImage(images[rows: $0 - range.lowerBound..<$0 - range.lowerBound + 1]) })
      inputs.states = states.mapValues { $0[rows: range] }
      return try computed(inputs, alone: count > 1)
    }
    for part in parts {
      add(part.receipts)
      changes = changes.merged(with: part.changes)
    }
    return parts.flatMap(\.answers)
  }

  /// What a run of the network has told.
  private struct Part: Sendable {
    let answers: [PolicyAnswer]
    let receipts: [Receipt]
    let changes: [SiteChange]
  }

  private func computed(_ inputs: Inputs, alone: Bool) throws -> Part {
    let nextStates = interface.states.map { Capture(SitePattern($0.next)) }
    let run =
      try alone
      ? network.runAlone(inputs, capturing: captures + nextStates)
      : network.run(inputs, capturing: captures + nextStates)
    let (logits, values) = (run[interface.logits], run[interface.value ?? ""])
    let captured = run.captured.filter { capturedSites.contains($0.key) }
    let count = ActionGroup.actionCount
    let answers = (0..<inputs.count).map { row in
      PolicyAnswer(
        probabilities: softmax(logits.scalars[row * count..<(row + 1) * count]), value: values.scalars[row],
        captured: captured.mapValues { $0[rows: row..<row + 1] },
        states: Dictionary(
          uniqueKeysWithValues: interface.states.map { ($0.path, run[$0.next][rows: row..<row + 1]) }))
    }
    return Part(answers: answers, receipts: run.receipts, changes: run.changes)
  }

  /// What a recurrent policy remembers in each view, row by row.
  private func states(of views: [AgentView]) -> [String: Tensor] {
    var states: [String: Tensor] = [:]
    for state in interface.states {
      guard let site = network.graph.state(at: state.path) else { continue }
      let initial = Tensor(repeating: 0, shape: site.shape.batched(1))
      states[state.path] = Tensor.concatenating(rows: views.map { $0.states[state.path] ?? initial })
    }
    return states
  }

  /// Adds what the edits of an agent of one maze did.
  mutating func add(_ other: RolloutAgent) {
    add(other.receipts)
    changes = changes.merged(with: other.changes)
  }

  private mutating func add(_ new: [Receipt]) {
    receipts = receipts.isEmpty ? new : zip(receipts, new).map { $0.merged(with: $1) }
  }
}
