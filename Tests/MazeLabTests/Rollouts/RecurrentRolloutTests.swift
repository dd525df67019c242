import Foundation
import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Testing

/// Policies with a state, which a rollout carries from step to step: `Scripts/oracles/make_recurrent.py`.
@Suite struct RecurrentRolloutTests {
  /// The policies of the script.
  enum Recurrent: String, CaseIterable, Sendable {
    case exported = "gru"
    case impala = "impala-gru"

    private static func path(_ name: String) -> String {
      "\(Bundle.module.bundlePath)/Fixtures/recurrent/\(name)"
    }

    var policy: Policy {
      get throws {
        switch self {
        case .exported:
          let network = try ImportedNetwork(contentsOf: Self.path("gru.pt2"))
          let interface = try PolicyOutputs(actions: PolicyInterface.procgen.actions).interface(of: network)
          return Policy(graph: network.graph, name: rawValue, architecture: network.origin, interface: interface)
        case .impala:
          var parameters = WithMemory(RandomParameters(seed: 12))
          let graph = try Impala.graph(scale: 1, from: &parameters)
          return Policy(
            graph: graph, name: rawValue, architecture: Impala.name, interface: Impala.interface(of: graph))
        }
      }
    }

    /// What PyTorch saw and made at each of 20 steps.
    var oracle: [String: TypedArray] {
      get throws {
        let path = Self.path("\(rawValue).npz")
        return Dictionary(
          uniqueKeysWithValues: try TypedArray.arrays(npz: FileInput.read(path), source: path).map {
            ($0.name, $0.array)
          })
      }
    }
  }

  /// Random parameters of a network with its extra parts.
  struct WithMemory: ParameterSource {
    private var parameters: RandomParameters
    init(_ parameters: RandomParameters) { self.parameters = parameters }
    func hasExtra(_ name: String) -> Bool { true }
    mutating func tensor(_ name: String, shape: Shape) -> Tensor { parameters.tensor(name, shape: shape) }
  }

  private func options(_ change: (inout RolloutOptions) -> Void = { _ in }) -> RolloutOptions {
    var options = RolloutOptions()
    (options.steps, options.choice) = (20, .argmax)
    change(&options)
    return options
  }

  private func episodes(
    _ policy: Policy, under plan: Plan = Plan(), on levels: Range<Int> = 3..<4, from first: Int = 0,
    _ options: RolloutOptions
  ) throws -> [Episode] {
    var episodes: [Episode] = []
    try Rollout([RolloutVariant("policy", policy: policy, plan: plan)], on: .native(.plain), options: options)
      .run(.levels(levels, mode: .easy), from: first) { episodes += $0 }
    return episodes
  }

  private func largestDifference(_ one: [Float], _ other: [Float]) -> Float {
    one.count == other.count ? zip(one, other).map { abs($0 - $1) }.max() ?? 0 : .infinity
  }

  @Test(arguments: Recurrent.allCases) func stepsAreThoseOfPyTorch(which: Recurrent) throws {
    let (policy, oracle) = (try which.policy, try which.oracle)
    let state = try #require(policy.interface.states.first)
    let names = ["input", policy.interface.logits, state.path, state.next]
    let episode = try #require(
      try episodes(policy, options { $0.captures = names.map { Capture(SitePattern($0)) } }).first)
    func captured(_ name: String) throws -> Tensor {
      let site = try #require(policy.graph.site(named: name))
      return try #require(episode.captured[site.name])
    }
    let seen = try policy.interface.observation.tensor(of: #require(oracle["observations"]), source: "oracle")
    #expect(try captured("input").isIdentical(to: seen))
    let actions = try #require(oracle["actions"]?.tensor).scalars.map { Int($0) }
    #expect(episode.actions == actions && Set(actions).count > 2)
    let logits = try #require(oracle["logits"]).tensor
    #expect(largestDifference(try captured(policy.interface.logits).scalars, logits.scalars) < 1e-4)
    let after = try #require(oracle["states"]).tensor
    #expect(largestDifference(try captured(state.next).scalars, after.scalars) < 1e-4)
    // What it is given is what the step before has made, from zeros.
    let given = try captured(state.path)
    #expect(given[rows: 0..<1].scalars.allSatisfy { $0 == 0 })
    #expect(given[rows: 1..<20].isIdentical(to: try captured(state.next)[rows: 0..<19]))
    // Without its memory it would do something else.
    let fresh = try policy.graph.run(seen)[policy.interface.logits]
    #expect(largestDifference(fresh.scalars, logits.scalars) > 0.01)
  }

  @Test func episodesBeginAnewAndDoNotSeeEachOther() throws {
    let policy = try Recurrent.exported.policy
    let sampled = options { ($0.choice, $0.episodes) = (.sample, 3) }
    let whole = try episodes(policy, on: 3..<6, sampled)
    #expect(Set(whole.map(\.actions)).count > 3)
    for (batch, threads) in [(1, 1), (4, 2)] {
      let others = try episodes(
        policy, on: 3..<6,
        options {
          ($0.choice, $0.episodes, $0.batch, $0.engine.threads) = (.sample, 3, batch, threads)
        })
      #expect(others.map(\.probabilities) == whole.map(\.probabilities))
      #expect(others.map(\.actions) == whole.map(\.actions))
    }
    let rest = try episodes(policy, on: 3..<6, from: 5, sampled)
    #expect(rest.map(\.probabilities) == whole.dropFirst(5).map(\.probabilities))
  }

  @Test func editsOfTheStateAreCarriedOn() throws {
    let policy = try Recurrent.exported.policy
    let state = try #require(policy.interface.states.first)
    let captures = options { $0.captures = ["input", Capture(SitePattern(state.path))] }
    let input = policy.graph.sites[0].name
    // Nothing remembered: every step is as if it were the first.
    let forgetful = try episodes(policy, under: Plan { Edit(SitePattern(state.path), .zero) }, captures)[0]
    let fresh = try policy.graph.run(#require(forgetful.captured[input]))[policy.interface.logits]
    #expect(largestDifference(forgetful.probabilities, Self.probabilities(fresh)) < 1e-5)
    // What is done at step 4 to the next state is there at step 5, and at no step before.
    let plan = Plan {
      Edit(SitePattern(state.next), .set(value: 0.5), when: Timing(from: .step(4), until: .step(5)))
    }
    let (patched, original) = (try episodes(policy, under: plan, captures)[0], try episodes(policy, captures)[0])
    let site = try #require(policy.graph.state(at: state.path)).name
    let (mine, plain) = (try #require(patched.captured[site]), try #require(original.captured[site]))
    #expect(mine[rows: 0..<5].isIdentical(to: plain[rows: 0..<5]))
    #expect(mine[rows: 5..<6].scalars.allSatisfy { $0 == 0.5 })
    #expect(patched.actedSteps == [1])
  }

  private static func probabilities(_ logits: Tensor) -> [Float] {
    (0..<logits.rows).flatMap { row in
      let weights = logits[rows: row..<row + 1].scalars.map { exp(Double($0)) }
      return weights.map { Float($0 / weights.reduce(0, +)) }
    }
  }

  @Test func statesThatDoNotFitAreRefused() throws {
    let policy = try Recurrent.exported.policy
    var inputs = Inputs(Tensor(repeating: 0, shape: [2, 3, 64, 64]))
    inputs.states = ["state": Tensor(repeating: 0, shape: [1, 16])]
    #expect(throws: RunError.stateShape("state", given: [1, 16], wanted: [2, 16])) { try policy.graph.run(inputs) }
    inputs.states = ["memory": Tensor(repeating: 0, shape: [2, 16])]
    #expect(throws: RunError.unknownState("memory", known: ["state"])) { try policy.graph.run(inputs) }
  }

  /// Every way to compute takes the states, and edits of several plans too.
  @Test func theEngineTakesThemAsTheDefinitionsDo() throws {
    let policy = try Recurrent.exported.policy
    var stream = RandomStream(seed: 5)
    let pictures = Tensor(
      (0..<12 * 3 * 64 * 64).map { _ in Float(stream.next() >> 40) / 0x1p24 }, shape: [12, 3, 64, 64])
    var inputs = Inputs(pictures)
    inputs.states["state"] = Tensor((0..<12 * 16).map { _ in Float(stream.next() >> 40) / 0x1p24 }, shape: [12, 16])
    let plans = [
      Plan(), Plan { Edit("conv1_out", .zero, on: .channels(0)) }, Plan { Edit("state_out", .zero, on: .channels(3)) },
    ]
    var plain = EngineOptions()
    (plain.kernels, plain.sharesPrefixes, plain.threads) = (false, false, 1)
    let wanted = try policy.graph.runs(
      inputs, under: plans, capturing: ["cell_out"], options: RunOptions(engine: plain))
    let found = try policy.graph.runs(inputs, under: plans, capturing: ["cell_out"])
    for (one, other) in zip(wanted, found) {
      for site in ["cell_out", policy.interface.logits] {
        #expect(largestDifference(one[site].scalars, other[site].scalars) < 1e-5)
      }
    }
    #expect(largestDifference(found[0]["cell_out"].scalars, found[2]["cell_out"].scalars) > 1e-3)
  }
}
