import Foundation
import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab

/// Does the measured work. What the work needs but does not measure is made once and kept.
struct Workbench {
  static let site: SitePattern = "embedder.block2.res1.resadd_out"
  /// The seed of the random models, the same as on the Python side.
  static let modelSeed: UInt64 = 2026

  private let renderer: MazeRenderer
  private var policies: [Int: Policy] = [:]
  private var importedPolicies: [Int: Policy] = [:]
  private var observations: [Int: Inputs] = [:]

  init() throws { renderer = try MazeRenderer() }

  mutating func measure(_ request: Request) throws -> Reply {
    switch request.job {
    case "dense": try dense(request)
    case "field": try field(request)
    case "compare": try compare(request)
    case "heatmap": try heatMap(request)
    case "agreement": try agreement(request)
    case "levels": try newLevels(request)
    case "generation": try generation(request)
    case "steps": try steps(request)
    case "states": try states(request)
    case "rollout": try rollout(request)
    default: Reply(error: "no job is called \(request.job)")
    }
  }

  // MARK: - Policies

  /// Unrelated observations, of levels 0, 1, 2, ...
  private mutating func dense(_ request: Request) throws -> Reply {
    let policy = try policy(request.scale ?? 4)
    let inputs = try unrelated(request.count ?? 64)
    let (times, run) = try timed { try policy.graph.run(inputs, options: request.options) }
    let logits = run[Policy.logitsSite]
    let probabilities = (0..<logits.rows).map { row in
      GroupProbabilities(logits: logits.scalars[row * 15..<(row + 1) * 15])
    }
    return reply(request, times, inputs.count, probabilities)
  }

  /// From a level's number to probabilities.
  private mutating func field(_ request: Request) throws -> Reply {
    let scale = request.scale ?? 4
    let policy = try request.imported == true ? imported(scale) : policy(scale)
    let (times, run) = try timed {
      try VectorField.compute(
        MazeState(level: request.level ?? 17), policy: policy, renderer: renderer, options: request.options)
    }
    return reply(request, times, run.field.squares.count, run.field.probabilities)
  }

  private mutating func compare(_ request: Request) throws -> Reply {
    let policy = try policy(request.scale ?? 4)
    let plan = Plan {
      if request.patch == "noise" {
        Edit(Self.site, .noise(scale: 0.2))
      } else {
        Edit(Self.site, .zero, on: .channels(request.channel ?? 0))
      }
    }
    let (times, comparison) = try timed {
      try FieldComparison.compute(
        MazeState(level: request.level ?? 17), policy: policy, under: plan, renderer: renderer,
        options: request.options)
    }
    let (original, patched) = (comparison.original, comparison.patched)
    // Noise is drawn differently on the other side, so that only the original can be checked.
    let checked = request.patch == "noise" ? original.probabilities : original.probabilities + patched.probabilities
    return reply(request, times, original.squares.count, checked)
  }

  /// One field for each cell that is set.
  private mutating func heatMap(_ request: Request) throws -> Reply {
    let policy = try policy(request.scale ?? 4)
    let plans = (request.cells ?? []).map { cell in
      Plan { Edit(Self.site, .set(value: 5.5), on: .indices(cell.map { .position($0) })) }
    }
    let (times, runs) = try timed {
      try VectorField.compute(
        MazeState(level: request.level ?? 17), policy: policy, under: plans, renderer: renderer,
        options: request.options)
    }
    return reply(request, times, plans.count, runs.flatMap { $0.field.probabilities })
  }

  /// The largest change of a probability by the ideas that are on, over fields of several levels with and without an edit;
  /// of the bundled policy unless a scale is given.
  private mutating func agreement(_ request: Request) throws -> Reply {
    let policy = if let scale = request.scale { try self.policy(scale) } else { try Policy.bundled() }
    let plans = [Plan(), Plan { Edit(Self.site, .zero, on: .channels(request.channel ?? 7)) }]
    let plain = RunOptions(engine: EngineOptions(relatesRows: false))
    let levels = (request.level ?? 0)..<(request.level ?? 0) + (request.count ?? 10)
    let tally = EngineCounters()
    var options = request.options
    options.tally = tally
    var difference = 0.0
    for level in levels {
      let state = try MazeState(level: level, mode: level % 4 == 3 ? .easy : .hard)
      func fields(_ options: RunOptions) throws -> [Double] {
        try VectorField.compute(state, policy: policy, under: plans, renderer: renderer, options: options)
          .flatMap { $0.field.probabilities.flatMap(\.values) }
      }
      difference = zip(try fields(options), try fields(plain)).reduce(difference) { max($0, abs($1.0 - $1.1)) }
    }
    return Reply(count: levels.count, difference: difference, megaFLOP: 2 * Double(tally.multiplyAdds) / 1e6)
  }

  // MARK: - Mazes

  /// New levels with their observations, in as many environments as asked for.
  private func newLevels(_ request: Request) throws -> Reply {
    try play(request) { _, _ in MazeState.endEpisode }
  }

  /// Steps with their observations; actions go round, so that both sides take the same.
  private func steps(_ request: Request) throws -> Reply {
    try play(request) { environment, step in [7, 5, 1, 3][(environment + step / 3) % 4] }
  }

  /// Environments side by side, as whoever trains a policy has them.
  private func play(_ request: Request, action: (Int, Int) -> Int) throws -> Reply {
    let (count, steps) = (request.count ?? 64, request.steps ?? 100)
    let states = MazeState.vector(count: count)
    let environments = NativeEnvironments(states, renderer: renderer, threads: request.threads ?? 2)
    var pixels = try environments.observations()
    let (times, _) = try timed {
      for step in 0..<steps {
        _ = try environments.step((0..<count).map { action($0, step) })
        pixels = try environments.observations()
      }
    }
    return Reply(
      seconds: times.wall, processor: times.processor, count: count * steps, digest: SHA256.hexDigest(of: pixels))
  }

  /// Episodes of at most so many steps, one from each level.
  private mutating func rollout(_ request: Request) throws -> Reply {
    var options = RolloutOptions()
    (options.engine, options.steps) = (request.options.engine, request.steps ?? 100)
    let rollout = Rollout(
      [RolloutVariant("original", policy: try policy(request.scale ?? 1))], on: .native(renderer), options: options)
    var steps = 0
    let (times, _) = try timed {
      try rollout.run(.levels(0..<(request.count ?? 64))) { steps += $0[0].steps }
    }
    return Reply(seconds: times.wall, processor: times.processor, count: steps)
  }

  /// Levels without a picture: all of a fresh state.
  private func generation(_ request: Request) throws -> Reply {
    let count = request.count ?? 1000
    let (times, _) = try timed {
      try spread(count, threads: request.threads ?? 2) { level in
        _ = try MazeState(level: level)
      }
    }
    return Reply(seconds: times.wall, processor: times.processor, count: count)
  }

  /// States read from bytes, and drawn.
  private func states(_ request: Request) throws -> Reply {
    let (count, steps) = (request.count ?? 64, request.steps ?? 10)
    let results = Results(MazeState.vector(count: count))
    let bytes = (0..<count).map { results[$0].state.bytes }
    let renderer = renderer
    let (times, _) = try timed {
      try spread(count, threads: request.threads ?? 2) { index in
        for _ in 0..<steps {
          let state = try MazeState(bytes: bytes[index])
          results[index] = Results.Entry(state: state, image: renderer.observation(of: state))
        }
      }
    }
    return Reply(seconds: times.wall, processor: times.processor, count: count * steps, digest: results.digest)
  }

  // MARK: - Help

  private mutating func policy(_ scale: Int) throws -> Policy {
    if let policy = policies[scale] { return policy }
    var parameters = RandomParameters(seed: Self.modelSeed)
    let graph = try Impala.graph(scale: scale, from: &parameters)
    let policy = Policy(graph: graph, name: "random \(scale)", architecture: Impala.name)
    policies[scale] = policy
    return policy
  }

  /// The network that the Python side has exported.
  private mutating func imported(_ scale: Int) throws -> Policy {
    if let policy = importedPolicies[scale] { return policy }
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build")
    let network = try ImportedNetwork(contentsOf: folder.appending(path: "exported-\(scale).pt2").standardized.path)
    let outputs = PolicyOutputs(actions: PolicyInterface.procgen.actions)
    let policy = Policy(
      graph: network.graph, name: "imported \(scale)", architecture: network.origin,
      interface: try outputs.interface(of: network))
    importedPolicies[scale] = policy
    return policy
  }

  private mutating func unrelated(_ count: Int) throws -> Inputs {
    if let inputs = observations[count] { return inputs }
    let images = try (0..<count).map { renderer.observation(of: try MazeState(level: $0)) }
    let inputs = Inputs(MazeRenderer.inputs(images))
    observations[count] = inputs
    return inputs
  }

  private func reply(
    _ request: Request, _ times: Times, _ count: Int, _ probabilities: [GroupProbabilities]
  ) -> Reply {
    let wanted = request.wantsNumbers == true
    return Reply(
      seconds: times.wall, processor: times.processor, count: count,
      probabilities: wanted ? probabilities.map(\.values) : nil)
  }
}

/// How long something took by the clock on the wall, and how long processors worked for it.
struct Times {
  var wall: Double
  var processor: Double
}

private func timed<Result>(_ body: () throws -> Result) rethrows -> (Times, Result) {
  let (wall, processor) = (ContinuousClock.now, processorTime())
  let result = try body()
  return (Times(wall: (ContinuousClock.now - wall) / .seconds(1), processor: processorTime() - processor), result)
}

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
