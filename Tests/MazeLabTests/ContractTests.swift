import HookKit
import HookKitTesting
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Testing

/// The contracts of conditions and metrics find what breaks them.
@Suite struct ContractTests {
  private enum Never: RolloutCondition {
    static let name = "never"
    static let summary = "holds nowhere"
    static func holds(at step: RolloutStep) -> Bool { false }
  }

  private enum EvenRow: RolloutCondition {
    static let name = "even-row"
    static let summary = "the mouse's row is even"
    static func holds(at step: RolloutStep) -> Bool { step.square.row % 2 == 0 }
  }

  @Test func conditionsHoldSomewhereAndNotEverywhere() throws {
    #expect(try Contracts.violations(of: EvenRow.self) == [])
    #expect(try Contracts.violations(of: Never.self, levels: 0..<2).joined().contains("it holds on none of"))
  }

  /// The mean activation of a site under the plan, perhaps without saying that it needs it.
  private struct MeanActivation: Metric {
    static let name = "mean-activation"
    static let summary = "mean activation of a site under the plan"
    @Parameter("the site") var at = "embedder.relufc_out"
    @Parameter("whether it says what it needs") var declares = true
    var captures: [SitePattern] { declares ? [SitePattern(at)] : [] }
    func value(of comparison: FieldComparison) throws -> Double? {
      let values = try comparison.activations(at: SitePattern(at))[0].patched.scalars
      return values.reduce(0) { $0 + Double($1) } / Double(values.count)
    }
  }

  @Test func metricsSeeTheActivationsThatTheyDeclare() throws {
    #expect(try Contracts.violations(of: MeanActivation()) == [])
    var other = MeanActivation()
    other.declares = false
    #expect(try Contracts.violations(of: other, levels: 0..<1)[0].contains("were not kept when the field was computed"))
  }

  /// What a metric sees is what a run captures, square by square; both facings give the mean.
  @Test func activationsAreThoseOfTheSquares() throws {
    let (state, site) = (try MazeState(level: 1, mode: .easy), SitePattern("fc_value_out"))
    let plan = Plan { Edit("fc_value_out", named: "double") { x, _ in 2 * x } }
    func comparison(_ facing: FieldFacing) throws -> FieldComparison {
      try FieldComparison.compute(
        state, policy: .bundled(), under: plan, renderer: .plain, facing: facing, capturing: [site])
    }
    for facing in [FieldFacing.state, .both] {
      let comparison = try comparison(facing)
      let seen = try comparison.activations(at: site)[0]
      #expect(seen.site.name == "fc_value_out" && seen.original.shape == [comparison.original.squares.count, 1])
      for (value, field) in [(seen.original, comparison.original), (seen.patched, comparison.patched)] {
        #expect(zip(value.scalars, field.values).allSatisfy { abs(Double($0) - $1) < 1e-5 })
      }
    }
    #expect(throws: FieldError.notCaptured("input")) { try comparison(.state).activations(at: "input") }
  }
}

/// Policies that mazes cannot be asked of say why.
@Suite struct PolicyCheckTests {
  private func message(_ interface: PolicyInterface) throws -> String {
    let policy = Policy(
      graph: try Policy.bundled().graph, name: "other", architecture: "other", interface: interface)
    do {
      _ = try VectorField.compute(try MazeState(level: 1, mode: .easy), policy: policy, renderer: .plain)
      return ""
    } catch { return "\(error)" }
  }

  @Test func otherInterfacesAreRefused() throws {
    let own = PolicyInterface.procgen
    #expect(try message(own) == "")
    #expect(
      try message(PolicyInterface(observation: .init([3, 64, 64], in: 0...255, .channelsFirst), actions: own.actions))
        .contains("mazes are drawn as [3, 64, 64] (channels, height, width), float32 from 0 to 1"))
    #expect(
      try message(PolicyInterface(observation: own.observation, actions: ["left", "right"])).contains(
        "actions left, right"))
    #expect(
      try message(PolicyInterface(observation: own.observation, actions: own.actions, value: nil)).contains("no value"))
    #expect(
      try message(PolicyInterface(observation: own.observation, actions: own.actions, logits: "gone_out"))
        .contains("gone_out"))
  }

  /// The pictures that mazes are drawn as are those of the interface.
  @Test func picturesAreThoseOfTheInterface() throws {
    let state = try MazeState(level: 1, mode: .easy)
    let inputs = Inputs(mouseOn: [state.maze.mouse], of: state, renderer: .plain)
    #expect(inputs.tensor.shape.row == PolicyInterface.procgen.observation.shape)
    #expect(inputs.tensor.scalars.allSatisfy { PolicyInterface.procgen.observation.range.contains($0) })
  }
}
