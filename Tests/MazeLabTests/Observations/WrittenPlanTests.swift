import Foundation
import HookKit
import Interventions
import MazeEnv
import MazeLab
import Testing

/// Edits as people write them: calls and files in their order, the number of the level in them.
@Suite struct WrittenPlanTests {
  private static let site = "embedder.block2.res1.resadd_out"

  private func written(_ parts: WrittenPlan.Part..., without groups: [String] = []) throws -> WrittenPlan {
    try WrittenPlan(parts, without: groups, .builtIn)
  }

  @Test func partsApplyInTheOrderWritten() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("w-\(UUID().uuidString).json").path
    try Data(#"{"version": 1, "edits": ["scale(by: 3)@fc_policy_out"]}"#.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let plan = try written(.call("zero@\(Self.site)"), .file(path), .call("scale(by: 5)@fc_policy_out")).plan()
    #expect(plan.calls == ["zero@\(Self.site)", "scale(by: 3)@fc_policy_out", "scale(by: 5)@fc_policy_out"])
  }

  @Test func theLevelStandsInCalls() throws {
    let edits = try written(.call("zero@\(Self.site)"), .call("scale(by: {level})@fc_policy_out"))
    #expect(edits.namesLevel)
    #expect(try edits.plan(on: 7).calls.last == "scale(by: 7)@fc_policy_out")
    let onLevels = try edits.edits(on: .levels(LevelList("3-5"), mode: .hard))
    #expect(onLevels.same == nil && onLevels.calls == ["zero@\(Self.site)", "scale(by: {level})@fc_policy_out"])
    #expect(try onLevels.plan(on: 4).calls.last == "scale(by: 4)@fc_policy_out")
    #expect(throws: Fault.self) { try LevelPlan("scale(by: {level})@fc_policy_out", on: nil) { _ in Plan() } }
    #expect(try written(.call("zero@\(Self.site)")).edits(on: .levels(LevelList("3"), mode: .hard)).same != nil)
  }

  @Test func allFaultsComeTogetherWithWhatCanBeRead() throws {
    let edits = try written(
      .call("zeor@\(Self.site)"), .call("zero@\(Self.site)"), .file("nowhere.json"), without: ["none"])
    let (plan, faults) = try edits.readable()
    #expect(plan.calls == ["zero@\(Self.site)"] && faults.count == 3)
    #expect(throws: FaultList.self) { try edits.plan() }
  }
}
