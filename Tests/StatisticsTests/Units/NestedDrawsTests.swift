import Essentials
import Testing

@testable import Statistics

/// Percentiles and excesses where nothing but chance is at work.
@Suite struct NestedDrawsTests {
  /// What a made-up edit and its draws do on levels under seeds.
  private struct Trial {
    var values: [[Double]] = []
    var draws: [[[Double]]] = []

    /// - Parameters:
    ///   - fixed: the part of the value's variance that is the same under every seed.
    ///   - shared: the part of an effect that is the same on every level.
    init(_ number: Int, seeds: Int, draws count: Int, levels: Int, fixed: Double, shared: Double) {
      var random = RandomStream(seed: 11, UInt64(number))
      func normal() -> Double { Double(random.normals(1)[0]) }
      func effect() -> [Double] {
        let common = normal() * shared.squareRoot()
        return (0..<levels).map { _ in common + normal() * (1 - shared).squareRoot() }
      }
      let always = effect()
      for _ in 0..<seeds {
        let anew = effect()
        values.append(
          fixed == 1 ? always : zip(always, anew).map { fixed.squareRoot() * $0 + (1 - fixed).squareRoot() * $1 })
        draws.append((0..<count).map { _ in effect() })
      }
    }

    var nested: NestedDraws { NestedDraws(values, draws: draws) }
  }

  /// The percentiles of 500 null edits by fifths: chi-square of four degrees of freedom, 23.5 of which is met once in
  /// ten thousand times.
  @Test(arguments: [
    (1, 19, 1.0), (8, 19, 1.0), (8, 19, 0.0), (2, 19, 0.0), (3, 10, 1.0),
  ])
  func percentilesAreUniform(seeds: Int, draws: Int, fixed: Double) throws {
    var counts = [0, 0, 0, 0, 0]
    for number in 0..<500 {
      let trial = Trial(number, seeds: seeds, draws: draws, levels: 5, fixed: fixed, shared: 0.5)
      let place = try trial.nested.comparison()
      // The rank of the value among all, 0 to the number of draws, a fifth each but for what does not divide.
      let rank = Double(place.below) + 0.5
      counts[min(4, Int(rank / Double(place.count + 1) * 5))] += 1
    }
    let total = seeds > 1 && fixed == 1 ? seeds * draws : draws
    let expected = (0..<5).map { fifth in
      let ranks = (0...total).count { min(4, Int((Double($0) + 0.5) / Double(total + 1) * 5)) == fifth }
      return 500 * Double(ranks) / Double(total + 1)
    }
    let distance = zip(counts, expected).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) / $1.1 }
    #expect(distance < 23.5, "\(counts), expected \(expected)")
  }

  @Test func seedsArePooledOrAveraged() {
    let fixed = Trial(1, seeds: 8, draws: 6, levels: 4, fixed: 1, shared: 0.5).nested
    #expect(fixed.pooling == .pooled(seeds: 8) && fixed.draws.count == 48)
    let drawn = Trial(1, seeds: 8, draws: 6, levels: 4, fixed: 0, shared: 0.5).nested
    #expect(drawn.pooling == .averaged(seeds: 8) && drawn.draws.count == 6)
    let partly = Trial(1, seeds: 8, draws: 20, levels: 4, fixed: 0.95, shared: 0.5).nested
    #expect(partly.pooling == .first(of: 8) && partly.draws.count == 20)
    // What is not random counts once: the opposite of an edit under ten seeds is one twin.
    let opposite = NestedDraws([[1, 2], [1, 2]], draws: [[[-1, -2]], [[-1, -2]]])
    #expect(opposite.draws == [[-1, -2]])
    // Last bits make no difference.
    let rounded = NestedDraws([[1, 2], [1.000001, 2]], draws: [[[-1, -2]], [[-1, -2.000001]]])
    #expect(rounded.draws == [[-1, -2]] && rounded.pooling == .pooled(seeds: 2))
  }

  /// Intervals of an excess that is chance hold 0 in 95 of 100 cases, or more where levels are few; an interval over levels
  /// alone misses it in most where draws have an effect on all levels alike.
  @Test(arguments: [(15, 10, 0.9), (15, 10, 0.0), (50, 20, 0.5), (5, 5, 0.9), (50, 50, 0.9)])
  func anExcessByChanceIsRarelyOne(levels: Int, draws: Int, shared: Double) throws {
    var (alarms, naive) = (0, 0)
    for number in 0..<400 {
      let nested = Trial(number, seeds: 1, draws: draws, levels: levels, fixed: 1, shared: shared).nested
      let excess = try #require(try nested.excess().interval)
      alarms += excess.contains(0) ? 0 : 1
      let ofLevels = nested.values.indices.map { level in nested.draws.reduce(0) { $0 + $1[level] } / Double(draws) }
      let paired = try Sample(differences: nested.values, minus: ofLevels).meanInterval()
      naive += try #require(paired).contains(0) ? 0 : 1
    }
    // 20 expected; 38 is four standard deviations above.
    #expect(alarms <= 38, "\(alarms) of 400")
    if shared >= 0.5 { #expect(naive > 150 && alarms >= 4, "\(naive) and \(alarms) of 400") }
  }

  @Test func anExcessNeedsDrawsAndUnits() throws {
    let trial = Trial(3, seeds: 1, draws: 4, levels: 6, fixed: 1, shared: 0.5).nested
    #expect(try trial.excess().lack?.text == "4 draws: no interval with fewer than 5")
    #expect(try trial.excess(IntervalRule(allowsSmallSamples: true)).interval != nil)
    let one = NestedDraws([[1, 2, 3, 4, 6]], draws: [[[0, 1, 2, 2, 0]]])
    #expect(try one.excess().lack?.text == "one draw: no interval")
    let paired = try one.excess(isDrawn: false)
    #expect(try paired == UnitEstimate(Sample([1, 1, 1, 2, 6])))
  }
}
