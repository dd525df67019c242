import HookKit
import Interventions
import MazeLab
import Testing

@testable import Sweeps

@Suite struct SweepTests {
  private func sweep(_ description: SweepDescription) throws -> Sweep {
    try Sweep(description, registry: Trials.registry(), graph: Trials.policy().graph)
  }

  @Test func aFileACommandAndSwiftSayTheSame() throws {
    let file = """
      version: 1
      levels: 0..<3
      mode: easy
      axes: {s: [0, 2]}
      patches:
        - "add(vector: level 1 minus level 1 without cheese, scale: {s})@{site = embedder.block2.*.resadd_out}"
      metrics: [mean-total-variation, decision-square]
      nulls: 3
      """
    let fromFile = try sweep(SweepDescription(text: file))
    let fromCall = try sweep(Trials.description)
    let graph = try Trials.policy().graph
    let inSwift = try Sweep(
      mode: .easy, metrics: [MeanTotalVariation(), DecisionSquare()], controls: Controls(draws: 3)
    ) {
      try Axis.levels(0..<3)
      try Axis.numbers("scale", [0, 2])
      try Axis.sites("embedder.block2.*.resadd_out", in: graph)
    } plan: { point in
      try Plan {
        Edit(
          try point.site,
          .add(vector: "level 1 minus level 1 without cheese", scale: Float(try point.number("scale"))))
      }
    }
    let plans = try (0..<12).map { try fromCall.point(at: $0).plan }
    #expect(try (0..<12).map { try inSwift.point(at: $0).plan } == plans)
    #expect(try Set((0..<12).map { try fromFile.point(at: $0).plan.json }) == Set(plans.map { try $0.json }))
    #expect(
      try fromCall.point(at: 11).coordinates.description
        == "level 2, seed 0, scale 2, site embedder.block2.res2.resadd_out")
  }

  @Test func aDescriptionReadsBackFromItsJSON() throws {
    var description = Trials.description
    description.mazes = ["as it is", "without cheese"]
    description.seeds = "0..<3"
    description.axes = ["k": "1, 2"]
    description.plans = [.init(name: "p", text: "{\"version\": 1, \"edits\": []}")]
    description.controls = ["random"]
    description.allowUnmatched = true
    #expect(try SweepDescription(text: description.json) == description)
  }

  @Test(arguments: [
    "version: 2\nlevels: 1\npatches: [zero@x]", "version: 1\nlevels: 1\npatchs: [zero@x]",
    "version: 1\npatches: [zero@x]",
    "version: 1\nlevels: [", "levels: 3", "version: 1\nlevels: 1\nnulls: many",
  ])
  func otherFilesAreErrors(text: String) {
    #expect(throws: (any Error).self) { try SweepDescription(text: text) }
  }

  @Test func whatIsMissingOrWrongIsSaid() throws {
    #expect(try fault { $0.patches = [] }.hasPrefix("no edits"))
    #expect(try fault { $0.metrics = [] }.hasPrefix("no metric"))
    #expect(try fault { $0.metrics = ["decision-squar"] }.contains("did you mean \"decision-square\""))
    #expect(try fault { $0.axes = ["k": "1"] }.hasPrefix("axis \"k\": no edit depends on it"))
    #expect(try fault { $0.controls = ["chance"] }.contains("there is no such control"))
    #expect(try fault { $0.seeds = "-1" }.contains("seed"))
    #expect(try fault { $0.levels = "5..<5" }.contains("is empty"))
    #expect(try fault { _ in } == "")
  }

  @Test func seedsMazesAndPlansAreAxes() throws {
    var description = Trials.description
    description.mazes = ["as it is", "without cheese"]
    description.seeds = "0..<2"
    description.plans = [
      .init(name: "none", text: "{\"version\": 1, \"edits\": []}"),
      .init(name: "zero", text: "{\"version\": 1, \"edits\": [\"zero@embedder.block1.conv_out[0]\"]}"),
    ]
    let sweep = try sweep(description)
    #expect(sweep.axes.map(\.name) == ["level", "maze", "seed", "scale", "site", "plan"])
    #expect(sweep.pointCount == 3 * 2 * 2 * 2 * 2 * 2)
    let last = try sweep.point(at: sweep.pointCount - 1)
    #expect(last.plan.edits.map(\.kind) == ["zero", "add"])
    #expect(last.scene == SweepCase(level: 2, maze: MazeChange(.withoutCheese), seed: 1))
  }

  /// What is said of a description that is changed so.
  private func fault(_ change: (inout SweepDescription) -> Void) throws -> String {
    var description = Trials.description
    change(&description)
    do {
      _ = try sweep(description)
      return ""
    } catch let error as any ExplainedError { return error.description }
  }

  @Test func facingsAreAnAxis() throws {
    var description = Trials.description
    description.facings = ["left, right", "both"]
    let sweep = try sweep(description)
    #expect(sweep.axes.map(\.name) == ["level", "facing", "seed", "scale", "site"])
    #expect(sweep.axes[1].values == [.facing(.left), .facing(.right), .facing(.both)])
    #expect(try sweep.point(at: sweep.pointCount - 1).scene == SweepCase(level: 2, maze: .none, facing: .both, seed: 0))
    #expect(try SweepDescription(text: description.json) == description)
    let file = "version: 1\nlevels: 0\nfacing: left, both\npatches: [zero@*.conv_out]\nmetrics: [value-change]"
    #expect(try SweepDescription(text: file).facings == ["left, both"])
    #expect(try fault { $0.facings = ["up"] }.contains("write state, left, right, both"))
    #expect(try fault { $0.facings = ["left", "left"] }.hasPrefix("axis \"facing\""))
    let identities = FieldFacing.allCases.map {
      SweepPoint.identity(model: "m", maze: "z", facing: $0, seed: 1, plan: "p")
    }
    #expect(Set(identities).count == 4)
    #expect(identities[0] == SweepPoint.identity(model: "m", maze: "z", seed: 1, plan: "p"))
  }

  @Test func identitiesAreOfWhatPointsAre() {
    let identity = SweepPoint.identity(model: "m", maze: "z", seed: 1, plan: "p")
    #expect(identity == SweepPoint.identity(model: "m", maze: "z", seed: 1, plan: "p"))
    #expect(
      Set([
        identity, SweepPoint.identity(model: "n", maze: "z", seed: 1, plan: "p"),
        SweepPoint.identity(model: "m", maze: "y", seed: 1, plan: "p"),
        SweepPoint.identity(model: "m", maze: "z", seed: 2, plan: "p"),
        SweepPoint.identity(model: "m", maze: "z", seed: 1, plan: "q"),
      ]).count == 5)
  }
}
