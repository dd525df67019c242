import HookKit
import MazeLab
import Testing

@testable import Sweeps

/// Axes and metrics are columns of the results, where no two may have one name.
@Suite struct SweepNameTests {
  private static func sweep(
    _ patches: [String], metrics: [String] = ["mean-total-variation"], axes: [String: String] = [:]
  )
    throws -> Sweep
  {
    try Sweep(
      SweepDescription(levels: "0", axes: axes, patches: patches, metrics: metrics), registry: Trials.registry(),
      graph: Trials.policy().graph)
  }

  private static func isRefused(_ error: any Error) -> Bool {
    switch ((error as? FaultList)?.faults.first ?? error) as? SweepError {
    case .axisName, .axisTwice, .metricName: true
    default: false
    }
  }

  /// Every column of every table, whatever tables there will be, in two spellings.
  @Test func noAxisHasTheNameOfAColumn() throws {
    let columns = Set(try Schema.columns().values.joined()).subtracting(["site", "plan", "value", "selection"])
    #expect(columns.isSuperset(of: ["id", "level", "seed", "maze", "identity", "control", "draw", "text"]))
    for name in columns.union(["point", "identity", "maze", "Maze"]) {
      for name in [name, name.uppercased()] {
        #expect("\(name)") { try Self.sweep(["scale(by: {\(name) = 0.5, 0.7})@fc_value_out"]) } throws: {
          Self.isRefused($0)
        }
      }
    }
  }

  @Test(arguments: [
    (["scale(by: {meanTotalVariation = 1, 2})@fc_value_out"], ["meanTotalVariation"]),
    (["scale(by: {MEAN_TOTAL_VARIATION = 1, 2})@fc_value_out"], ["MEAN_TOTAL_VARIATION"]),
    (["scale(by: {MEANTOTALVARIATION = 1, 2})@fc_value_out"], ["meanTotalVariation"]),
    (["scale(by: {meantotalvariation = 1, 2})@fc_value_out"], ["mean-total-variation"]),
    (["scale(by: {s = 1, 2})@fc_value_out", "scale(by: {S = 3, 4})@fc_value_out"], ["entropy"]),
    (["scale(by: {s = 1, 2})@fc_value_out"], ["entropy", "entropy"]),
  ])
  func otherNamesAreNotTakenTwice(patches: [String], metrics: [String]) {
    #expect { try Self.sweep(patches, metrics: metrics) } throws: { Self.isRefused($0) }
  }

  @Test func metricsWithParametersAreColumnsToo() throws {
    let metric = try Trials.registry().metric("path-probability(to: corner)")
    #expect {
      try Sweep(metrics: [metric]) {
        try Axis.levels([0])
        try Axis.numbers(metric.text.uppercased(), [1, 2])
      } plan: { _ in
        Plan()
      }
    } throws: { Self.isRefused($0) }
  }

  /// What braces give by themselves stays possible.
  @Test func namesOfPlacesAreFree() throws {
    let sweep = try Self.sweep(["set(value: {1, 2})@{embedder.block2.*.resadd_out}[{5, 6}]"])
    #expect(sweep.axes.map(\.name) == ["level", "seed", "value", "site", "selection"])
  }
}
