import Foundation
import HookKit
import MazeLab
import Testing

@testable import Sweeps

/// How large net changes are beside those of null twins, in results files.
@Suite struct SizeTests {
  private static let site = "embedder.block2.res1.resadd_out"

  /// A part by itself, and with another that undoes it for the most part.
  private static var description: SweepDescription {
    var description = Trials.description
    (description.levels, description.nulls, description.controls) = ("0..<2", 3, ["random", "flipped"])
    description.patches = [
      "add(vector: level 1, scale: -4)@\(site)", "add(vector: level 1, scale: {0, 4.5})@\(site)",
    ]
    return description
  }

  @Test func sizesAreThoseOfTheNetChange() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      let runner = try Trials.runner(Self.description)
      try Trials.run(runner, to: path)
      let results = try SweepResults(SweepReader(path))
      let sizes = results.sizes
      #expect(sizes.count == 4 && sizes.allSatisfy { $0.size.site == Self.site })
      for (condition, size) in sizes {
        #expect(size.twins.count == (size.control == .flipped ? 1 : 3))
        let edits = try #require(size.plan)
        #expect(size.twins.allSatisfy { abs($0 - edits) < 1e-3 * edits }, "\(condition): \(size)")
        // As `compare` says it of each level.
        let ratios = try (0..<2).map { level in try ratio(level, results, condition, runner) }
        #expect(abs(edits - (ratios[0] + ratios[1]) / 2) < 1e-4 * edits)
      }
      let strongest = sizes.filter { $0.condition == [1] }.compactMap(\.size.plan)
      #expect(strongest.allSatisfy { $0 < 1 }, "the parts are 4 and 4.5 times the vector, their sum 0.5: \(strongest)")
      let view = try SweepReader(path).query("SELECT level, edits_net_change AS e, random_net_change AS r FROM results")
      for row in view.rows {
        guard case .number(let edits) = row[1], case .number(let twins) = row[2] else { Issue.record("\(row)"); return }
        #expect(abs(edits - twins) < 1e-3 * edits)
      }
      #expect(throws: StoreError.self) { try SweepReader(path).query("SELECT shuffled_net_change FROM results") }
    }
  }

  private func ratio(
    _ level: Int, _ results: SweepResults, _ condition: [Int], _ runner: SweepRunner
  ) throws -> Double {
    let axes = results.conditionAxes
    let row = try #require(
      results.rows.first { row in row.coordinates[0] == level && axes.map { row.coordinates[$0] } == condition })
    let point = try runner.layout.sweep.point(at: row.id)
    let comparison = try FieldComparison.compute(
      runner.layout.sweep.state(of: point.scene), policy: runner.setting.policy, under: point.plan,
      renderer: runner.setting.renderer,
      options: RunOptions(observations: runner.setting.observations, wantsChanges: true))
    return try #require(comparison.changes.first?.ratio)
  }

  /// Edits that change nothing have twins that change nothing, and that is said as well.
  @Test func nothingHasSizeNothing() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      var description = Self.description
      description.patches = ["add(vector: level 1, scale: {0, 1})@\(Self.site)"]
      try Trials.run(Trials.runner(description), to: path)
      let nothing = try SweepResults(SweepReader(path)).sizes.filter { $0.condition == [0] }
      #expect(nothing.count == 2 && nothing.allSatisfy { $0.size.plan == 0 && $0.size.twins.allSatisfy { $0 == 0 } })
    }
  }

  @Test func sweepsWithoutTwinsHaveNoSizes() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      var description = Trials.description
      (description.levels, description.nulls) = ("0", 0)
      try Trials.run(Trials.runner(description), to: path)
      #expect(try SweepResults(SweepReader(path)).sizes.isEmpty)
      #expect(try SweepReader(path).results().columns.allSatisfy { !$0.hasSuffix("net_change") })
    }
  }
}
