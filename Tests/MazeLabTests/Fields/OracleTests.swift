import Foundation
import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Testing

/// Fields of the bundled policy against those that PyTorch and the real procgen made; see the fixtures' own page.
@Suite(
  "Fields against PyTorch and procgen", .enabled(if: Conditions.havePictures, "needs procgen's pictures: make setup"))
struct OracleTests {
  struct Oracle: Decodable {
    struct Decision: Decodable {
      var square: Square
      var towardsCheese, towardsCorner, other: Double
    }
    struct PlanOracle: Decodable {
      var patches: [String]
      var meanTotalVariation, meanArrowChange, vfDiffMagnitude: Double
      var decisionSquare: Decision?
    }
    struct Case: Decodable {
      var level: Int
      var mode: MazeMode
      var grid: [[Int]]
      var squares: [Square]
      var decisionSquare: Decision?
      var plans: [String: PlanOracle]?
      var dropped: Square?
      var meanTotalVariation, meanArrowChange, vfDiffMagnitude: Double?
    }
    var cases: [String: Case]
  }

  static let folder = Bundle.module.resourceURL?.appendingPathComponent("Fixtures/oracles").path ?? ""
  /// The contract: probabilities within 5e-5.
  static let tolerance = 5e-5

  let oracle: Oracle
  let arrays: TensorArchive
  let policy: Policy
  let renderer: MazeRenderer

  init() throws {
    let json = try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/fields.json"))
    oracle = try JSONDecoder().decode(Oracle.self, from: json)
    arrays = try TensorArchive(contentsOf: "\(Self.folder)/fields.npz")
    policy = try .bundled()
    renderer = try MazeRenderer()
  }

  /// A plan as hookctl writes it, the names of files made paths.
  private func plan(_ calls: [String]) throws -> Plan {
    let registry = try Registry.builtIn
    return Plan(
      edits: try calls.map { call in
        let text = call.replacing(/([a-z0-9-]+\.npz)/) { "\"\(Self.folder)/\($0.1)\"" }
        return try CallSyntax.edit(text, registry: registry)
      })
  }

  private func expectSame(_ field: VectorField, _ name: String) throws {
    let probabilities = try #require(arrays["\(name)/probabilities"]).scalars
    let values = try #require(arrays["\(name)/values"]).scalars
    let worst = zip(field.probabilities.flatMap(\.values), probabilities).map { abs($0 - Double($1)) }.max() ?? 1
    #expect(worst < Self.tolerance, "probabilities of \(name) differ by \(worst)")
    let largest = Double(values.map(abs).max() ?? 1)
    let worstValue = zip(field.values, values).map { abs($0 - Double($1)) }.max() ?? 1
    #expect(worstValue < 1e-4 * max(largest, 1), "values of \(name) differ by \(worstValue)")
  }

  @Test(arguments: ["hard-0", "hard-8", "hard-3", "easy-0"])
  func fieldsBeforeAndAfterPlans(name: String) throws {
    let expected = try #require(oracle.cases[name])
    let state = try MazeState(level: expected.level, mode: expected.mode)
    let plans = try #require(expected.plans).sorted { $0.key < $1.key }
    let runs = try VectorField.compute(
      state, policy: policy, under: [Plan()] + plans.map { try plan($0.value.patches) }, renderer: renderer)
    let original = runs[0].field
    #expect(original.grid == expected.grid && original.squares == expected.squares)
    try expectSame(original, "\(name)/original")
    expectClose(try? original.decisionProbabilities(), expected.decisionSquare, name)
    for ((planName, plan), run) in zip(plans, runs.dropFirst()) {
      let label = "\(name)/\(planName)"
      try expectSame(run.field, label)
      let delta = try run.field - original
      #expect(abs(delta.meanTotalVariation - plan.meanTotalVariation) < Self.tolerance, "\(label)")
      #expect(abs(delta.meanArrowChange - plan.meanArrowChange) < 2 * Self.tolerance, "\(label)")
      #expect(abs(delta.vfDiffMagnitude - plan.vfDiffMagnitude) < 2 * Self.tolerance, "\(label)")
      expectClose(try? run.field.decisionProbabilities(), plan.decisionSquare, label)
      #expect(run.receipts.contains { $0.changed > 0 }, "\(label)")
    }
  }

  private func expectClose(_ found: DecisionProbabilities?, _ expected: Oracle.Decision?, _ label: String) {
    guard let found, let expected else {
      #expect(found == nil && expected == nil, "\(label)")
      return
    }
    #expect(found.square == expected.square, "\(label)")
    #expect(abs(found.towardsCheese - expected.towardsCheese) < Self.tolerance, "\(label)")
    #expect(abs(found.towardsCorner - expected.towardsCorner) < Self.tolerance, "\(label)")
    #expect(abs(found.other - expected.other) < 2 * Self.tolerance, "\(label)")
  }

  @Test func withAndWithoutCheese() throws {
    let expected = try #require(oracle.cases["withAndWithoutCheese"])
    var state = try MazeState(level: expected.level, mode: expected.mode)
    let with = try VectorField.compute(state, policy: policy, renderer: renderer).field
    state.maze.removeCheese()
    let without = try VectorField.compute(state, policy: policy, renderer: renderer).field
    #expect(without.squares == expected.squares && without.grid == expected.grid)
    try expectSame(without, "hard-8-no-cheese/original")
    let delta = try without - with
    #expect(delta.dropped == expected.dropped)
    #expect(abs(delta.meanTotalVariation - (expected.meanTotalVariation ?? -1)) < Self.tolerance)
    #expect(abs(delta.meanArrowChange - (expected.meanArrowChange ?? -1)) < 2 * Self.tolerance)
    #expect(abs(delta.vfDiffMagnitude - (expected.vfDiffMagnitude ?? -1)) < 2 * Self.tolerance)
  }
}
