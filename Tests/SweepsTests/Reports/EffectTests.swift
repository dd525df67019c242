import Foundation
import HookKit
import MazeLab
import Statistics
import Testing

@testable import Sweeps

/// What a sweep says of a condition: levels are the units, and null draws of several seeds are counted by what the edit is.
@Suite struct EffectTests {
  private func results(
    _ call: String, levels: String = "0..<3", seeds: String, _ body: (SweepResults) throws -> Void
  ) throws {
    try Trials.inFolder { folder in
      let description = SweepDescription(
        levels: levels, mode: .easy, seeds: seeds, patches: ["\(call)@embedder.block2.res1.resadd_out"],
        metrics: ["mean-total-variation"], nulls: 4, controls: ["random", "flipped"])
      let path = folder.appending(path: "a.sqlite").path()
      try Trials.run(Trials.runner(description), to: path)
      try body(SweepResults(SweepReader(path)))
    }
  }

  @Test func copiesUnderSeedsAreNoUnits() throws {
    try results("add(vector: level 1 minus level 1 without cheese)", seeds: "0..<3") { results in
      let effect = try #require(try results.effects(of: 0).first)
      #expect(effect.values.count == 3 && effect.seeds == 3 && effect.undefined == 0)
      #expect(effect.mean?.count == 3 && effect.mean?.interval == nil)
      #expect(effect.mean?.lack?.text == "3 levels: no interval with fewer than 5")
      let asked = try results.effects(of: 0, IntervalRule(allowsSmallSamples: true)).first
      #expect(asked?.mean?.interval != nil)
      // The edit is the same under every seed: single draws of all seeds. The opposite is one twin.
      let random = try #require(effect.nulls.first { $0.control == .random })
      #expect(random.pooling == .pooled(seeds: 3) && random.means.count == 12)
      #expect(effect.nulls.first { $0.control == .flipped }?.means.count == 1)
    }
  }

  @Test func drawsOfAnEditThatIsDrawnAreMeansOverSeeds() throws {
    try results("noise(scale: 0.3, shared: true)", levels: "0..<2", seeds: "0..<3") { results in
      let effect = try #require(try results.effects(of: 0).first)
      let random = try #require(effect.nulls.first { $0.control == .random })
      #expect(effect.values.count == 2 && random.means.count == 4)
      #expect(random.pooling == .averaged(seeds: 3) || random.pooling == .first(of: 3))
      if random.pooling == .averaged(seeds: 3) {
        #expect(abs(random.comparison.value - (effect.mean?.estimate ?? 0)) < 1e-12)
      }
    }
  }

  /// A figure is read without its page: what its bars are, and over what.
  @Test(arguments: [("0..<3", "No intervals: 3 levels"), ("0..<6", "Intervals: 95 %, over levels; t")])
  func figuresSayWhatTheirBarsAre(levels: String, line: String) throws {
    let call = "add(vector: level 1 minus level 1 without cheese, scale: {1, 2, 3})"
    try results(call, levels: levels, seeds: "0") { results in
      let effects = try results.effects(of: 0)
      let chart = try #require(try results.figure(.dose, effects, of: 0) as? LineChart)
      #expect(chart.caption.contains { $0.hasPrefix(line) }, "\(chart.caption)")
      let bars = chart.series.filter { !$0.isReference }.flatMap(\.points).compactMap(\.interval)
      #expect(bars.isEmpty == line.hasPrefix("No"))
    }
  }
}
