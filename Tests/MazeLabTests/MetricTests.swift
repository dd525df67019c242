import Foundation
import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Testing

@Suite struct MetricTests {
  /// A corridor of three squares with the cheese at its end, and probabilities by hand.
  private static func field(_ probabilities: [[Double]], values: [Double]) -> VectorField {
    VectorField(
      level: 0, mode: .easy, grid: [[100, 100, 2], [51, 51, 51], [51, 51, 51]],
      squares: [Square(0, 0), Square(0, 1)],
      probabilities: probabilities.map(GroupProbabilities.init), values: values)
  }

  private static func comparison() throws -> FieldComparison {
    try FieldComparison(
      original: field([[0, 0, 0, 1, 0], [0.5, 0, 0, 0.25, 0.25]], values: [1, 2]),
      patched: field([[0, 0, 0, 0.25, 0.75], [0.25, 0, 0, 0.5, 0.25]], values: [2, 4]))
  }

  private static func registry() -> Registry {
    var registry = Registry()
    registry.addBuiltInMetrics()
    return registry
  }

  static let cases: [(String, Double)] = [
    ("meanTotalVariation", 0.5), ("meanArrowChange", (0.75 + 0.5) / 2), ("valueChange", 1.5),
    ("greedyActionChanged", 1),
    ("entropy(of: original)", 0.75), ("entropy(of: patched)", (0.8112781244591328 + 1.5) / 2),
    ("entropy", (0.8112781244591328 + 1.5) / 2 - 0.75), ("pathProbability(of: original)", 0.5),
    ("pathProbability(of: patched)", 0.3535533905932738), ("pathProbability(to: [0, 1], of: patched)", 0.25),
  ]

  @Test(arguments: Self.cases)
  func numbersAreThoseByHand(text: String, wanted: Double) throws {
    let metric = try Self.registry().metric(text)
    let value = try #require(try metric.value(of: Self.comparison()))
    #expect(abs(value - wanted) < 1e-9, "\(text) is \(value)")
    #expect(metric.text == text)
  }

  @Test(arguments: ["decisionSquare", "pathProbability(to: corner)", "pathProbability(to: [1, 1])"])
  func whatAMazeDoesNotHaveHasNoNumber(text: String) throws {
    // The way to the cheese is not the way to the corner, which is a wall.
    #expect(try Self.registry().metric(text).value(of: Self.comparison()) == nil)
  }

  @Test func theDecisionSquareIsThatOfTheComparison() throws {
    let comparison = try FieldComparison.compute(
      MazeState(level: 8), policy: .bundled(), under: Plan { Edit("embedder.block2.res1.resadd_out", .zero) },
      renderer: MazeRenderer(theme: .plain))
    let decision = try #require(comparison.decision)
    func value(_ text: String) throws -> Double? { try Self.registry().metric(text).value(of: comparison) }
    #expect(try value("decisionSquare") == decision.patched.towardsCheese - decision.original.towardsCheese)
    #expect(try value("decisionSquare(towards: corner, of: patched)") == decision.patched.towardsCorner)
    #expect(try value("decisionSquare(towards: other, of: original)") == decision.original.other)
  }

  @Test(arguments: [
    "meanTotal", "entropy(of: both)", "entropy(off: change)", "pathProbability(to: [1])", "entropy(",
    "entropy@x",
  ])
  func othersAreErrors(text: String) {
    #expect(throws: (any Error).self) { try Self.registry().metric(text) }
  }

  @Test func twoMetricsOfOneNameAreAFault() {
    var registry = Self.registry()
    registry.add(Entropy.self, from: "elsewhere")
    #expect(throws: (any Error).self) { try registry.checked() }
  }
}
