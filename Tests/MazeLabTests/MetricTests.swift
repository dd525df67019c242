import Foundation
import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Statistics
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
    ("mean-total-variation", 0.5), ("mean-arrow-change", (0.75 + 0.5) / 2), ("value-change", 1.5),
    ("greedy-action-changed", 1),
    ("entropy(of: original)", 0.75), ("entropy(of: patched)", (0.8112781244591328 + 1.5) / 2),
    ("entropy", (0.8112781244591328 + 1.5) / 2 - 0.75), ("path-probability(of: original)", 0.5),
    ("path-probability(of: patched)", 0.3535533905932738), ("path-probability(to: [0, 1], of: patched)", 0.25),
  ]

  @Test(arguments: Self.cases)
  func numbersAreThoseByHand(text: String, wanted: Double) throws {
    let metric = try Self.registry().metric(text)
    let value = try #require(try metric.value(of: Self.comparison()))
    #expect(abs(value - wanted) < 1e-9, "\(text) is \(value)")
    #expect(metric.text == text)
  }

  @Test(arguments: ["decision-square", "path-probability(to: corner)", "path-probability(to: [1, 1])"])
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
    #expect(try value("decision-square") == decision.patched.towardsCheese - decision.original.towardsCheese)
    #expect(try value("decision-square(towards: corner, of: patched)") == decision.patched.towardsCorner)
    #expect(try value("decision-square(towards: other, of: original)") == decision.original.other)
  }

  @Test(arguments: [
    "mean-total", "entropy(of: both)", "entropy(off: change)", "path-probability(to: [1])", "entropy(",
    "entropy@x",
  ])
  func othersAreErrors(text: String) {
    #expect(throws: (any Error).self) { try Self.registry().metric(text) }
  }

  @Test func oldSpellingsAreUnderstood() throws {
    for (old, new) in [
      ("meanTotalVariation", "mean-total-variation"), ("mean_arrow_change", "mean-arrow-change"),
      ("pathProbability(to: [0, 1], of: patched)", "path-probability(to: [0, 1], of: patched)"),
      ("greedyActionChanged", "greedy-action-changed"),
      ("decisionSquare(towards: corner)", "decision-square(towards: corner)"),
    ] {
      #expect(try Self.registry().metric(old).text == new)
    }
  }

  /// Every number of the built-in metrics is in the range that they state.
  @Test func rangesAreStated() throws {
    for kind in Self.registry().metrics where kind.name != "value-change" {
      #expect(kind.possibleRange.lowerBound.isFinite && kind.possibleRange.upperBound.isFinite, "\(kind.name)")
    }
    func range(_ text: String) throws -> ClosedRange<Double> { try Self.registry().metric(text).possibleRange }
    #expect(try range("decision-square") == -1...1 && range("decision-square(of: patched)") == 0...1)
    #expect(try range("mean-total-variation") == 0...1 && range("mean-arrow-change") == 0...2)
    #expect(try range("entropy(of: original)") == 0...log2(5) && range("value-change") == .unlimited)
    for (text, _) in Self.cases {
      let metric = try Self.registry().metric(text)
      #expect(try metric.measure(Self.comparison()) == metric.value(of: Self.comparison()))
    }
  }

  private struct Boast: Metric {
    static let name = "boastOfSelf"
    static let summary = "says that it is a share, and is not"
    var possibleRange: ClosedRange<Double> { 0...1 }
    func value(of comparison: FieldComparison) -> Double? { 1.5 }
  }

  @Test func numbersOutsideOfTheRangeAreDefects() throws {
    var registry = Self.registry()
    registry.add(Boast.self)
    let metric = try registry.metric("boast-of-self")
    #expect(metric.text == "boast-of-self" && registry.metrics.first { $0.name == metric.text }?.origin == "built in")
    let error = #expect(throws: Fault.self) { try metric.measure(Self.comparison()) }
    #expect(error?.explanation.problem == "gave 1.5, and says that its numbers are from 0.0 to 1.0")
  }

  @Test func metricsOfMazesAreMetricsToo() throws {
    var registry = Self.registry()
    registry.addBuiltInMazeMetrics()
    func value(_ text: String) throws -> Double? { try registry.metric(text).measure(Self.comparison()) }
    // The mouse starts in one corner of a corridor along the bottom, and the cheese lies in the other.
    #expect(try value("size") == 3 && value("cheese-column") == 2 && value("cheese_row") == 0)
    #expect(try value("steps-between-start-cheese") == 2 && value("distance-to-cheese") == 2)
    #expect(try value("background") == nil && value("steps-between-cheese-decision-square") == nil)
    #expect(try registry.metric("distanceToCheese").text == "steps-between-start-cheese")
    #expect(registry.mazeMetrics.first { $0.name == "size" }?.origin == "built in")
    #expect(throws: (any Error).self) { try registry.metric("size(of: patched)") }
    #expect(throws: (any Error).self) { try registry.metric("maze-fact") }
  }

  @Test func twoMetricsOfOneNameAreAFault() {
    var registry = Self.registry()
    registry.add(Entropy.self, from: "elsewhere")
    #expect(throws: (any Error).self) { try registry.checked() }
  }
}
