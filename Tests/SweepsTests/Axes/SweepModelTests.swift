import Foundation
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Testing

@testable import Sweeps

@Suite struct SweepModelTests {
  @Test(arguments: [
    (["model_10.pth", "model_9.pth"], [10, 9] as [Int]?),
    (["run2-5.pth", "run2-70.pth", "run2-600.pth"], [5, 70, 600]),
    // Names that differ in more than one number, in words, in nothing, or are one.
    (["run1-5.pth", "run2-70.pth"], nil), (["a-1.pth", "b-2.pth"], nil), (["a.pth", "b.pth"], nil),
    (["model_1.pth", "model_01.pth"], nil), (["model_1.pth", "model_1.pth"], nil), (["model_1.pth"], nil),
    (["model_1.pth", "model_99999999999999999999.pth"], nil),
  ])
  func namesOfCheckpointsTellTheirSteps(names: [String], steps: [Int]?) {
    #expect(SweepModel.steps(names) == steps ?? names.map { _ in nil })
  }

  /// A policy of another name beside checkpoints does not take their steps from them.
  @Test(arguments: [
    (["maze-small", "m_9.pth", "m_10.pth", "m_8.pth"], [nil, 9, 10, 8] as [Int?]),
    (["m_1.pth", "m_2.pth", "m_3.pth", "m_02.pth"], [nil, nil, nil, nil]),
    // Two checkpoints beside another, as many others as checkpoints, and numbers that differ in two places.
    (["maze-small", "m_9.pth", "m_10.pth"], [nil, nil, nil]),
    (["a", "b", "c", "m_1", "m_2", "m_3"], [nil, nil, nil, nil, nil, nil]),
    (["m_1_1", "m_1_2", "m_1_3", "m_2_1", "m_3_1"], [nil, nil, nil, nil, nil]),
  ])
  func othersBesideCheckpointsTellNone(names: [String], steps: [Int?]) {
    #expect(SweepModel.steps(names) == steps)
  }

  private func policy(_ name: String) throws -> Policy {
    Policy(graph: try Trials.policy().graph, name: name, sha256: name, architecture: "IMPALA")
  }

  @Test func modelsAreInTheOrderOfTheirSteps() throws {
    let policies = SweepModel.ordered(try ["m_30.pth", "m_4.pth", "m_200.pth"].map(policy))
    #expect(policies.map(\.name) == ["m_4.pth", "m_30.pth", "m_200.pth"])
    #expect(try Axis.models(policies).values.map(\.number) == [4, 30, 200])
    let others = SweepModel.ordered(try ["b.pth", "a.pth"].map(policy))
    #expect(others.map(\.name) == ["b.pth", "a.pth"])
    let mixed = SweepModel.ordered(try ["m_30.pth", "best.pth", "m_4.pth", "m_200.pth"].map(policy))
    #expect(mixed.map(\.name) == ["m_4.pth", "best.pth", "m_30.pth", "m_200.pth"])
    #expect(throws: SweepError.repeatedValue(axis: "model", value: "a.pth")) {
      try Axis.models(["a.pth", "a.pth"].map(policy))
    }
  }

  /// Every policy's points are those of a sweep with that policy alone.
  @Test func everyPolicyIsRun() throws {
    try Trials.inFolder { folder in
      func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
      func values(_ policies: [Policy], _ name: String) throws -> [[Double?]] {
        try Trials.run(runner(policies), to: path(name))
        return try SweepResults(SweepReader(path(name))).rows.map(\.values)
      }
      let (parameters, _) = try Mirror([.leftRight]).applied(
        to: BundledPolicy.checkpoint().parameters, of: Trials.policy())
      try Checkpoint.write(parameters, to: path("m_2.pth"))
      let (first, second) = (try policy("m_1.pth"), try Policy(contentsOf: path("m_2.pth")))
      let alone = try [values([first], "first"), values([second], "second")]
      #expect(try values([first, second], "both") == alone[0] + alone[1])
      #expect(alone[0] != alone[1])
    }
  }

  private func runner(_ policies: [Policy]) throws -> SweepRunner {
    let (graph, others) = (policies[0].graph, Array(policies.dropFirst()))
    let sweep = try Sweep(Trials.description, registry: Trials.registry(), graph: graph, models: policies)
    let setting = SweepSetting(
      policy: policies[0], others: others, renderer: try MazeRenderer(theme: .plain), mode: .easy)
    return SweepRunner(try SweepLayout(sweep, graph: graph, others: others.map(\.graph)), setting)
  }
}
