import Additions
import Experiments
import Foundation
import HookKitTesting
import Testing

@Suite struct AdditionsTests {
  private static let site = "embedder.block2.res1.resadd_out"

  private func registry() throws -> Registry {
    var registry = try Registry.builtIn
    registry.addBuiltInMetrics()
    registry.addBuiltInConditions()
    registry.add(Plugin.self)
    return try registry.checked()
  }

  @Test func eachKeepsToItsContract() throws {
    let image = [try LawSetting(shape: [3, 5, 6])]
    #expect(try Contracts.violations(of: FarFromStart.self) == [])
    #expect(try Contracts.violations(of: BorderCells(width: 2), in: image) == [])
    #expect(try Contracts.violations(of: RandomSigns.self) == [])
    #expect(try Contracts.violations(of: ActivationChange()) == [])
    let bank = [try LawSetting(shape: [6], observations: OwnInputs())]
    #expect(try Contracts.violations(of: Deviation.self, text: "of inputs", in: bank) == [])
  }

  /// Parameters of other sorts: weights by site, and a list of calls.
  @Test func interventionsKeepToTheLaws() throws {
    let setting = [try LawSetting(shape: [3, 4, 5], at: "body_out")]
    #expect(
      try Laws.violations(of: MixSites(of: ["input": 0.5]), identity: MixSites(of: ["input": 0]), in: setting) == [])
    let under = PatchUnder(Plan { Edit("input", .zero) })
    // Its calls name a kind that the law of reading back does not know; the next test reads them.
    #expect(try Laws.violations(of: under, in: setting, except: [.roundTrip]) == [])
  }

  /// One edge changed by an edit of the edge, and by what its reader would see in another run.
  @Test func aPathCanBePatchedFromAnotherRun() throws {
    let (edge, registry) = ("\(Self.site)->embedder.block2.res2.relu1", try registry())
    let state = try MazeState(level: 1, mode: .easy)
    func field(_ call: String) throws -> [Float] {
      let plan = Plan(edits: [try CallSyntax.edit(call, registry: registry)])
      return try VectorField.compute(state, policy: .bundled(), under: plan, renderer: .plain).field.values.map {
        Float($0)
      }
    }
    let (direct, other) = (
      try field("scale(by: 0.5)@\(edge)"), try field("patch-under([\"scale(by: 0.5)@\(Self.site)\"])@\(edge)")
    )
    #expect(zip(direct, other).allSatisfy { abs($0 - $1) < 1e-4 })
    let mixed = try field("mix(of: [\(Self.site): -0.5])@embedder.block2.res2.resadd_out")
    let added = try field("add(vector: site \(Self.site), scale: -0.5)@embedder.block2.res2.resadd_out")
    #expect(zip(mixed, added).allSatisfy { abs($0 - $1) < 1e-4 } && mixed != direct)
  }

  /// Observations for tests: three rows of numbers.
  private struct OwnInputs: ObservationSource {
    let forms = "inputs"
    func observations(_ specification: String) -> Inputs? {
      specification == "inputs" ? Inputs(Tensor((0..<18).map { Float($0 * $0 % 7) }, shape: [3, 6])) : nil
    }
  }

  @Test func theBorderIsTwoLinesAndTwoColumns() throws {
    let setting = try LawSetting(shape: [2, 4, 5])
    let edit = try CallSyntax.edit("zero@input[border]", registry: registry())
    let run = try setting.graph.run(setting.inputs, under: Plan(edits: [edit]), capturing: ["input"])
    #expect(run.receipts[0].selected == 5 * 2 * (20 - 6))
    #expect(CallSyntax.text(of: edit) == "zero@input[border]")
  }

  @Test func thePluginListsAll() throws {
    let registry = try registry()
    #expect(registry.rolloutConditions.last?.origin == "additions" && registry.selections.last?.name == "border")
    #expect(registry.controls.last?.name == "signs" && registry.tensorSources.map(\.name) == ["deviation"])
    #expect(registry.metrics.first { $0.name == "activation-change" }?.origin == "additions")
    #expect(registry.architectures.map { $0.name } == ["PooledNet"])
    #expect(registry.dialects.map { $0.name } == ["trainer"])
  }

  @Test func sweepsMeasureAndHoldAgainstThem() throws {
    let lab = Lab(policy: try .bundled(), renderer: .plain, mode: .easy, levels: [0, 1], registry: try registry())
    let results = try lab.sweep(
      ["add(vector: deviation of levels 0-4, scale: 2)@\(Self.site)[border]"],
      metrics: ["activation-change(at: \(Self.site))"], nulls: 3, controls: [Control(RandomSigns.self)])
    let effect = try #require(results.effects(of: 0).first)
    #expect(effect.values.count == 2 && effect.values.allSatisfy { $0 > 0 })
    // The twin's change has the norm of the edit's, so that this metric cannot tell them apart.
    for twin in effect.nulls[0].means { #expect(abs(twin - (effect.mean?.estimate ?? 0)) < 1e-5) }
    #expect(results.plugins.map(\.name) == ["additions"])
  }

  /// Parameters by a formula, with what a training program would have saved.
  private struct Recorder: ParameterSource {
    var random = RandomParameters(seed: 4)
    var archive = TensorArchive(["norm.num_batches_tracked": Tensor([7], shape: [1])])

    mutating func tensor(_ name: String, shape: Shape) -> Tensor {
      let drawn = random.tensor(name, shape: shape)
      let tensor = name.hasSuffix("running_var") ? drawn.map { 0.5 + $0 * $0 } : drawn
      archive[name] = tensor
      return tensor
    }
  }

  /// A checkpoint of the plugin's network is a policy like any other.
  @Test func itsNetworkIsAModel() throws {
    var recorder = Recorder()
    let made = try PooledNet.graph(from: &recorder, signatureShape: [8, 3, 5, 5])
    let path = FileManager.default.temporaryDirectory.appending(path: "pooled-\(UUID()).safetensors").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Checkpoint.write(recorder.archive, to: path)
    #expect(throws: PolicyError.self) { try Policy(contentsOf: path) }
    var registry = try registry()
    registry.addBuiltInArchitectures()
    let policy = try Policy(contentsOf: path, architectures: registry.architectures)
    #expect(policy.architecture == "PooledNet" && policy.graph.parametersSHA256 == made.parametersSHA256)
    let comparison = try FieldComparison.compute(
      MazeState(level: 1, mode: .easy), policy: policy, under: Plan { Edit("norm_out", .zero, on: .channels(2)) },
      renderer: .plain)
    #expect(comparison.difference.meanTotalVariation > 0)
  }

  /// A checkpoint with a trainer's names is the network that it names, and recipes name the plugin.
  @Test func theTrainersNamesAreKnown() throws {
    var archive = TensorArchive()
    for entry in try BundledPolicy.checkpoint().parameters.entries {
      let name = entry.name.replacing("embedder.", with: "net.").replacing("fc_policy.", with: "actor_head.")
      archive[name.replacing("fc_value.", with: "critic_head.")] = entry.tensor
    }
    let path = FileManager.default.temporaryDirectory.appending(path: "trainer-\(UUID()).safetensors").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Checkpoint.write(archive, to: path)
    #expect(throws: PolicyError.self) { try Policy(contentsOf: path) }
    let registry = try registry()
    let policy = try Policy(contentsOf: path, dialects: registry.dialects)
    #expect(policy.namesOf == "trainer" && policy.architecture == "IMPALA")
    #expect(policy.graph.parametersSHA256 == (try Policy.bundled()).graph.parametersSHA256)
    let lab = Lab(policy: policy, renderer: .plain, mode: .easy, levels: [0], registry: registry)
    let results = try lab.sweep(["zero@\(Self.site)"], metrics: ["mean-total-variation"])
    #expect(results.plugins.map(\.name) == ["additions"])
  }

  @Test func rolloutsActFarFromTheStart() throws {
    var options = RolloutOptions()
    options.conditions = try registry().rolloutConditions
    let edit = try CallSyntax.edit("zero@\(Self.site) when(far-from-start)", registry: registry())
    try Rollout.run(
      .levels(8..<9), policy: .bundled(), plan: Plan(edits: [edit]), on: .native(.plain), options: options
    ) { episode in
      let far = (0..<episode.steps).count { step in
        FarFromStart.holds(at: RolloutStep(in: episode.initial.maze, after: Array(episode.path[...step])))
      }
      #expect(episode.actedSteps == [far] && far > 0 && far < episode.steps)
    }
  }
}
