import Experiments
import HookKitTesting
import Testing

@testable import Additions

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
    #expect(registry.originOfMetric("activation-change") == "additions")
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
