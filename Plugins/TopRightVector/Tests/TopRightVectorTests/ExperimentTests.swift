import Experiments
import Testing
import TopRightVector

@Suite struct ExperimentTests {
  private func lab(_ levels: [Int]) throws -> Lab {
    var registry = try Registry.builtIn
    registry.addBuiltInMetrics()
    registry.add(Plugin.self)
    return Lab(policy: try .bundled(), renderer: .plain, levels: levels, registry: try registry.checked())
  }

  @Test func doseHasARowForEachStrength() throws {
    let found = try lab([1, 8]).findings(of: "top-right-vector-dose", "--scales", "0,1", "--nulls", "2")
    try found.checkedNames()
    let table = try #require(found.items.compactMap { $0 as? DataTable }.first)
    #expect(table.rows.map { $0[1] }.first == .number(0) && table.rows.count == 2)
  }

  @Test func composingHasARowForEachPair() throws {
    let found = try lab([1, 8]).findings(of: "composed-vectors", "--cheese=-1", "--corner", "1")
    try found.checkedNames()
    let table = try #require(found.items.compactMap { $0 as? DataTable }.first)
    #expect(table.rows.count == 4)
    // Neither vector: nothing changes.
    let none = try #require(table.rows.first { $0[0] == .integer(0) && $0[1] == .integer(0) })
    #expect(none[2] == .number(0))
    let surplus = try #require(found.items.compactMap { $0 as? Measures }.first)
    #expect(surplus.measures.count == 3 && surplus.measures.allSatisfy { ($0.count ?? 0) > 0 })
  }
}
