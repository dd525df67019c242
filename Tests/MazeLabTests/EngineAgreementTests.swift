import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Testing

/// The engine's ideas change what is computed, never what comes out: every plan gives the same field with all of them off.
@Suite struct EngineAgreementTests {
  /// The largest difference of a probability between two ways to compute it.
  static let tolerance = 1e-5

  static let site = SitePattern("embedder.block2.res1.resadd_out")

  /// One plan for every built-in intervention, and some whose edits meet the engine's fusions and windows.
  static var plans: [(name: String, plan: Plan)] {
    get throws {
      var stream = RandomStream(seed: 5, 5)
      let vector = Tensor(stream.normals(32 * 16 * 16), shape: [32, 16, 16])
      return [
        ("none", Plan()),
        ("add", Plan { Edit(site, .add(vector: vector, scale: 0.3)) }),
        ("noise by row", Plan { Edit(site, .noise(scale: 0.2)) }),
        ("noise shared", Plan { Edit(site, .noise(scale: 0.2, shared: true)) }),
        ("zero", Plan { Edit(site, .zero, on: .channels(7)) }),
        ("set a square", Plan { Edit(site, .set(value: 5.5), on: .square(row: 1, column: 2, channels: [7])) }),
        ("scale early", Plan { Edit("embedder.block1.conv_out", .scale(by: 1.3)) }),
        ("signed scale of ReLUs", Plan { Edit("embedder.*.relu2_out", .signedScale(positive: 0.9, negative: 1.1)) }),
        ("clamp of sums", Plan { Edit("embedder.*.resadd_out", .clamp(min: -0.5, max: 0.5)) }),
        ("project out", Plan { Edit(site, .projectOut(direction: vector)) }),
        ("mean", Plan { Edit(site, .mean(of: "levels 3..<6"), on: .channels(3, 4)) }),
        ("resample", Plan { Edit(site, .resample(from: "levels 3..<9"), on: .channels(3, 4)) }),
        ("patch", Plan { Edit(site, .patch(from: "level 4")) }),
        ("the input", Plan { Edit("input", .scale(by: 0.8), on: .channels(0)) }),
        ("a chain", Plan {
          Edit("embedder.block1.res2.conv1_out", .scale(by: 0.7))
          Edit("embedder.block2.res2.conv2_out", .noise(scale: 0.1))
          Edit("embedder.fc_out", .scale(by: 0.5), on: .indices([.slice(lower: 0, upper: 64, step: 1)]))
        }),
      ]
    }
  }

  static let ways: [(name: String, options: EngineOptions)] = [
    ("all ideas", EngineOptions()), ("one thread", EngineOptions(threads: 1)),
    ("no related rows", EngineOptions(relatesRows: false)), ("no shared prefixes", EngineOptions(sharesPrefixes: false)),
  ]

  private static func fields(_ state: MazeState, _ plans: [Plan], _ engine: EngineOptions) throws -> [FieldRun] {
    let options = RunOptions(
      seed: 11, observations: MazeObservationSource(mode: state.mode, renderer: .plain), engine: engine)
    return try VectorField.compute(
      state, policy: .bundled(), under: plans, renderer: .plain, options: options)
  }

  @Test(arguments: [(0, MazeMode.hard), (3, .hard), (17, .hard), (2, .easy), (1, .memory)])
  func everyWayGivesTheSameFields(level: Int, mode: MazeMode) throws {
    let state = try MazeState(level: level, mode: mode)
    // A memory-mode view has no fixed grid in which squares could be found.
    let plans = try Self.plans.filter { mode != .memory || $0.name != "set a square" }
    let expected = try Self.fields(state, plans.map(\.plan), EngineOptions(kernels: false))
    for way in Self.ways {
      let actual = try Self.fields(state, plans.map(\.plan), way.options)
      for (plan, (new, old)) in zip(plans, zip(actual, expected)) {
        let worst = zip(new.field.probabilities, old.field.probabilities)
          .map { pair in zip(pair.0.values, pair.1.values).map { abs($0 - $1) }.max() ?? 0 }.max()
        #expect(try #require(worst) <= Self.tolerance, "\(way.name), \(plan.name)")
        #expect(new.receipts.map(\.selected) == old.receipts.map(\.selected), "\(way.name), \(plan.name)")
      }
    }
  }

  @Test func randomDrawsAreTheSameBitsInEveryWay() throws {
    let inputs = Inputs(
      mouseOn: try MazeState(level: 3, mode: .hard).maze.legalSquares, of: try MazeState(level: 3, mode: .hard),
      renderer: .plain)
    let plan = Plan { Edit("input", .noise(scale: 0.2)) }
    let graph = try Policy.bundled().graph
    let noisy = try Self.ways.map { way in
      try graph.run(inputs, under: plan, capturing: ["input"], options: RunOptions(seed: 4, engine: way.options))["embedder.block1.conv_in0"]
    }
    #expect(noisy.allSatisfy { $0 == noisy[0] })
  }
}
