import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Testing

/// The engine's ideas change what is computed, never what comes out: every plan gives the same field with all of them off.
@Suite struct EngineAgreementTests {
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
        (
          "a chain",
          Plan {
            Edit("embedder.block1.res2.conv1_out", .scale(by: 0.7))
            Edit("embedder.block2.res2.conv2_out", .noise(scale: 0.1))
            Edit("embedder.fc_out", .scale(by: 0.5), on: .indices([.slice(lower: 0, upper: 64, step: 1)]))
          }
        ),
      ]
    }
  }

  /// Ways that change the order of work and nothing else: not a bit may differ.
  static let exactWays: [(name: String, options: EngineOptions)] = [
    ("two threads", EngineOptions(relatesRows: false, sharesPrefixes: false, threads: 2)),
    ("shared prefixes", EngineOptions(relatesRows: false, threads: 1)),
    ("five threads and shared prefixes", EngineOptions(relatesRows: false, threads: 5)),
    ("related rows, exactly", EngineOptions(relatesExactly: true)),
    ("related rows, exactly, on three threads", EngineOptions(relatesExactly: true, sharesPrefixes: false, threads: 3)),
  ]

  /// Ways that relate rows as is the default: where windows are large, cells that differ from the base by rounding alone
  /// are taken from it. The bundled policy's logits reach 57, so that rounding shows in the sixth digit.
  static let relatedWays: [(name: String, options: EngineOptions)] = [
    ("all ideas", EngineOptions()), ("related rows alone", EngineOptions(sharesPrefixes: false, threads: 1)),
  ]

  private static func fields(_ state: MazeState, _ plans: [Plan], _ engine: EngineOptions) throws -> [FieldRun] {
    let options = RunOptions(
      seed: 11, observations: MazeObservationSource(mode: state.mode, renderer: .plain), engine: engine)
    return try VectorField.compute(
      state, policy: .bundled(), under: plans, renderer: .plain, options: options)
  }

  /// The kernels with no idea on top of them.
  static let plainKernels = EngineOptions(relatesRows: false, sharesPrefixes: false, threads: 1)

  @Test(arguments: [(0, MazeMode.hard), (3, .hard), (17, .hard), (2, .easy), (1, .memory)])
  func everyWayGivesTheSameFields(level: Int, mode: MazeMode) throws {
    let ways = Self.exactWays.map { ($0.name, $0.options, 0) } + Self.relatedWays.map { ($0.name, $0.options, 1e-5) }
    try Self.compare(ways, with: Self.plainKernels, level, mode)
  }

  /// Winograd's products round otherwise than the sums of the definition; this is what PyTorch is compared with, too.
  @Test(arguments: [(0, MazeMode.hard), (2, .easy)])
  func kernelsGiveTheFieldsOfTheDefinitions(level: Int, mode: MazeMode) throws {
    let definitions = EngineOptions(kernels: false)
    let narrow = EngineOptions(vectors: .sse2)
    try Self.compare(
      [("kernels", Self.plainKernels, 5e-5), ("SSE2, all ideas", narrow, 5e-5)], with: definitions, level, mode)
  }

  /// A field and one edited early, over more levels than every plan could be tried on.
  @Test(arguments: Array(20..<40))
  func relatedRowsAgreeOverManyLevels(level: Int) throws {
    let plans = [Plan(), Plan { Edit("embedder.block1.conv_out", .scale(by: 1.3)) }]
    let state = try MazeState(level: level, mode: level % 4 == 0 ? .easy : .hard)
    let (related, plain) = (
      try Self.fields(state, plans, EngineOptions()), try Self.fields(state, plans, Self.plainKernels)
    )
    for (new, old) in zip(related, plain) {
      let pairs = zip(new.field.probabilities.flatMap(\.values), old.field.probabilities.flatMap(\.values))
      #expect(pairs.allSatisfy { abs($0 - $1) <= 1e-5 })
    }
  }

  private static func compare(
    _ ways: [(name: String, options: EngineOptions, tolerance: Double)], with reference: EngineOptions, _ level: Int,
    _ mode: MazeMode
  ) throws {
    let state = try MazeState(level: level, mode: mode)
    // A memory-mode view has no fixed grid in which squares could be found.
    let plans = try plans.filter { mode != .memory || $0.name != "set a square" }
    let expected = try fields(state, plans.map(\.plan), reference)
    for way in ways {
      let actual = try fields(state, plans.map(\.plan), way.options)
      for (plan, (new, old)) in zip(plans, zip(actual, expected)) {
        let differences = zip(new.field.probabilities, old.field.probabilities).map { pair in
          zip(pair.0.values, pair.1.values).map { abs($0 - $1) }.max() ?? .infinity
        }
        let worst = differences.max() ?? .infinity
        #expect(worst <= way.tolerance, "\(way.name), \(plan.name): off by \(worst)")
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
    let noisy = try (Self.exactWays + Self.relatedWays).map { way in
      try graph.run(inputs, under: plan, capturing: ["input"], options: RunOptions(seed: 4, engine: way.options))[
        "embedder.block1.conv_in0"]
    }
    #expect(noisy.allSatisfy { $0 == noisy[0] })
  }
}
