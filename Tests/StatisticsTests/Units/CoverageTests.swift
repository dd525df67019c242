import Foundation
import Essentials
import Testing

@testable import Statistics

/// Whether intervals hold the mean as often as the documentation says: samples of populations whose mean is known.
@Suite struct CoverageTests {
  /// The shares of intervals that hold the mean, by population.
  private func coverage(_ candidate: IntervalCandidate, of count: Int, samples: Int) throws -> [Double] {
    try Populations.effects.get().enumerated().map { place, population in
      let mean = try Sample(population.values).mean
      let held = try (0..<samples).count { number in
        var random = RandomStream(seed: 7, UInt64(count), UInt64(place), UInt64(number))
        let sample = try Sample(
          (0..<count).map { _ in population.values[random.index(below: population.values.count)] })
        return try candidate.interval(sample, seed: UInt64(number)).contains(mean)
      }
      return Double(held) / Double(samples)
    }
  }

  private static var page: String {
    get throws {
      var root = URL(filePath: #filePath)
      for _ in 0..<4 { root.deleteLastPathComponent() }
      return try String(contentsOf: root.appending(path: "Documentation/Statistics.md"), encoding: .utf8)
    }
  }

  /// The table of the page, by method and size: the mean over populations, and the lowest.
  private func table() throws -> [String: [Int: (mean: Double, lowest: Double)]] {
    let text = try Self.page
    var table: [String: [Int: (mean: Double, lowest: Double)]] = [:]
    for candidate in IntervalCandidate.allCases {
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("| \(candidate.rawValue) |") })
      let cells = line.split(separator: "|").dropFirst().map {
        $0.split { !"0123456789.".contains($0) }.compactMap { Double($0) }
      }
      for (count, cell) in zip([5, 10, 13, 22, 50], cells.filter { $0.count == 2 }) {
        table[candidate.rawValue, default: [:]][count] = (cell[0], cell[1])
      }
    }
    return table
  }

  /// What the page says of chance that is called an effect, by an interval over levels, and by one over both.
  private func falseAlarms(_ metric: String, _ levels: Int, _ draws: Int) throws -> (levels: Double, both: Double) {
    let row = "| `\(metric)` | \(levels) | \(draws) |"
    let line = try #require(try Self.page.split(separator: "\n").first { $0.hasPrefix(row) }, "no row \(row)")
    let cells = line.dropFirst(row.count).split { !"0123456789.".contains($0) }.compactMap { Double($0) }
    try #require(cells.count == 2)
    return (cells[0], cells[1])
  }

  /// In the suite the method that is used, Student's t and the percentile bootstrap that was used before; all of them in
  /// `Scripts/simulate.sh`. The page's numbers are from 1,500 samples of each population: a share of five times `samples`
  /// differs by chance.
  @Test(arguments: [5, 10, 13, 22, 50])
  func intervalsHoldTheMeanAsOftenAsThePageSays(count: Int) throws {
    let page = try table()
    for candidate in Populations.isLong ? IntervalCandidate.allCases : [.chosen, .student, .percentile] {
      let samples = Populations.samples(candidate == .percentile ? 100 : 600)
      let found = try coverage(candidate, of: count, samples: samples)
      let mean = found.reduce(0, +) / Double(found.count), lowest = found.min() ?? 0
      let said = try #require(page[candidate.rawValue]?[count])
      // Four standard deviations of the difference, and the rounding of the page.
      let deviation = (said.mean * (1 - said.mean) / 5 * (1 / Double(samples) + 1.0 / 1500)).squareRoot()
      #expect(
        abs(mean - said.mean) < 4 * deviation + 0.0006, "\(candidate.rawValue), \(count): \(mean), page \(said.mean)")
      let ofOne = (said.lowest * (1 - said.lowest) * (1 / Double(samples) + 1.0 / 1500)).squareRoot()
      #expect(
        abs(lowest - said.lowest) < 4 * ofOne + 0.01, "\(candidate.rawValue), \(count): \(lowest), page \(said.lowest)")
      if candidate == .chosen {
        #expect(Sample.coverages.contains { $0.count == count && $0.mean == said.mean && $0.lowest == said.lowest })
      }
      if Populations.isLong { print("\(candidate.rawValue)\t\(count)\t\(mean)\tlowest \(lowest)") }
    }
  }

  /// How often Student's t over levels alone finds an effect where there is none, by the number of levels; NumPy's count of
  /// 1,500 samples of the same effects, the mean over 5, 10 and 50 draws, which hardly matter.
  private static let naiveAlarms = [5: 0.477, 15: 0.749, 50: 0.852]

  /// On real effects of random vectors, one of which is taken for the edit: an interval over levels alone finds an effect in
  /// half of the samples and more, that over levels and draws in about one of twenty.
  /// The shares of the page are from 1,500 samples.
  @Test(arguments: [5, 15, 50], [5, 10, 20, 50])
  func anExcessOfRealDrawsIsRarelyOne(levels: Int, draws: Int) throws {
    let samples = Populations.samples(200)
    for (metric, effects) in try Populations.draws.get().sorted(by: { $0.key < $1.key }) {
      var (alarms, naive) = (0, 0)
      for number in 0..<samples {
        var random = RandomStream(seed: 9, UInt64(levels), UInt64(draws), UInt64(number))
        let rows = random.some(levels, of: effects.count), columns = random.some(draws + 1, of: effects[0].count)
        let chosen = columns.map { column in rows.map { effects[$0][column] } }
        let nested = NestedDraws([chosen[0]], draws: [Array(chosen.dropFirst())])
        alarms += try #require(nested.excess().interval).contains(0) ? 0 : 1
        let means = rows.indices.map { row in chosen.dropFirst().reduce(0) { $0 + $1[row] } / Double(draws) }
        let alone = try IntervalCandidate.student.interval(Sample(differences: chosen[0], minus: means), seed: 0)
        naive += alone.contains(0) ? 0 : 1
      }
      let limit = 0.05 * Double(samples) + 4 * (0.05 * 0.95 * Double(samples)).squareRoot()
      #expect(Double(alarms) <= limit, "\(metric): \(alarms) of \(samples)")
      if metric == "value-change" {
        let known = try #require(Self.naiveAlarms[levels])
        // Four standard deviations of the difference of two counts, and how far numbers of draws are from their mean.
        let bound = 4 * (known * (1 - known) * (1 / Double(samples) + 1.0 / 4500)).squareRoot() + 0.015
        #expect(abs(Double(naive) / Double(samples) - known) < bound, "\(naive) of \(samples)")
      }
      if [5: 10, 15: 10, 50: 20][levels] == draws {
        let said = try falseAlarms(metric, levels, draws)
        for (count, share) in [(naive, said.levels), (alarms, said.both)] {
          let deviation = (share * (1 - share) * (1 / Double(samples) + 1.0 / 1500)).squareRoot()
          let found = Double(count) / Double(samples)
          #expect(
            abs(found - share) < 4 * deviation + 0.0006, "\(metric), \(levels), \(draws): \(found), page \(share)")
        }
      }
      if Populations.isLong {
        print(
          "\(metric)\t\(levels) levels\t\(draws) draws\t\(Double(alarms) / Double(samples))\tlevels alone \(Double(naive) / Double(samples))"
        )
      }
    }
  }
}

extension RandomStream {
  /// So many different numbers below a bound.
  fileprivate mutating func some(_ count: Int, of bound: Int) -> [Int] {
    var all = Array(0..<bound)
    return (0..<count).map { _ in all.remove(at: index(below: all.count)) }
  }
}
