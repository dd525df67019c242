import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Testing

/// Conditions of `when(...)` as a section of the registry.
@Suite struct ConditionTests {
  private enum OnEvenRow: RolloutCondition {
    static let name = "on-even-row"
    static let summary = "the mouse's row is even"
    static func holds(at step: RolloutStep) -> Bool { step.square.row % 2 == 0 }
  }

  private enum Taken: RolloutCondition {
    static let name = "at-start"
    static let summary = "a name that is taken"
    static func holds(at step: RolloutStep) -> Bool { true }
  }

  private enum Unspeakable: RolloutCondition {
    static let name = "until"
    static let summary = "a name that calls cannot spell"
    static func holds(at step: RolloutStep) -> Bool { true }
  }

  private func registry(_ add: (inout Registry) -> Void) throws -> Registry {
    var registry = Registry()
    registry.addBuiltInConditions()
    add(&registry)
    return try registry.checked()
  }

  @Test func oneOfAPluginStandsBesideTheBuiltInOnes() throws {
    let conditions = try registry { $0.add(OnEvenRow.self) }.rolloutConditions
    #expect(conditions.map(\.name).prefix(2) == ["at-start", "at-decision-square"])
    #expect(conditions.last?.name == "on-even-row" && conditions.count == RolloutConditionEntry.builtIn.count + 1)
  }

  @Test func namesAreChecked() {
    #expect(throws: FaultList.self) { try registry { $0.add(Taken.self) } }
    #expect(throws: FaultList.self) { try registry { $0.add(Unspeakable.self) } }
  }

  @Test func editsActAtTheStepsAtWhichItHolds() throws {
    var options = RolloutOptions()
    options.conditions = try registry { $0.add(OnEvenRow.self) }.rolloutConditions
    let edit = Edit("fc_value_out", named: "double", when: Timing(.init("on-even-row"))) { x, _ in 2 * x }
    try Rollout.run(
      .levels(0..<2), policy: .bundled(), plan: Plan(edits: [edit]), on: .native(.plain), options: options
    ) { episode in
      #expect(episode.actedSteps == [episode.path.dropLast().count { $0.row % 2 == 0 }])
    }
    options.conditions = RolloutConditionEntry.builtIn
    #expect(throws: FaultList.self) {
      try Rollout.run(
        .levels(0..<1), policy: .bundled(), plan: Plan(edits: [edit]), on: .native(.plain), options: options
      ) { _ in }
    }
  }
}
