import Testing

@testable import Statistics

@Suite struct UnitMeansTests {
  @Test func whatIsNestedIsAveragedAndCountsOnce() throws {
    let values = (0..<4).flatMap { unit in (0..<10).map { _ in (unit: unit, value: [0.1, 0.7, 0.2, 0.4][unit]) } }
    let means = UnitMeans(values)
    // Copies leave a unit's value as it is, to the last bit.
    #expect(means.means == [0.1, 0.7, 0.2, 0.4] && means.units == [0, 1, 2, 3] && means.nested == 10)
    let uneven: [(unit: String, value: Double)] = [("a", 1), ("b", 5), ("a", 2)]
    #expect(UnitMeans(uneven).means == [1.5, 5] && UnitMeans(uneven).nested == nil)
  }

  @Test func fewUnitsHaveNoInterval() throws {
    func estimate(_ count: Int, _ rule: IntervalRule = IntervalRule()) throws -> UnitEstimate {
      try UnitMeans((0..<count).map { (unit: $0, value: Double($0 * $0)) }).estimate(rule)
    }
    #expect(try estimate(1).lack?.text == "one level: no interval")
    #expect(try estimate(1, IntervalRule(allowsSmallSamples: true)).interval == nil)
    #expect(try estimate(4).lack?.text == "4 levels: no interval with fewer than 5")
    #expect(try estimate(4).interval == nil && estimate(4).estimate == 3.5)
    let asked = try estimate(4, IntervalRule(allowsSmallSamples: true))
    #expect(asked.interval?.contains(3.5) == true && asked.lack == nil)
    #expect(try estimate(5).interval != nil && estimate(5).count == 5)
    #expect(throws: StatisticsError.self) { try estimate(0) }
    #expect(throws: StatisticsError.self) { try estimate(5, IntervalRule(level: 1)) }
  }
}
