import CheeseVector
import Experiments
import Testing

@Suite struct ExperimentTests {
  private func lab(_ levels: [Int]) throws -> Lab {
    var registry = try Registry.builtIn
    registry.addBuiltInMetrics()
    registry.add(Plugin.self)
    return Lab(policy: try .bundled(), renderer: .plain, levels: levels, registry: try registry.checked())
  }

  private func table(_ findings: Findings) throws -> DataTable {
    try findings.checkedNames()
    return try #require(findings.items.compactMap { $0 as? DataTable }.first)
  }

  @Test func doseHasARowForEachStrength() throws {
    let table = try table(lab([1, 8]).findings(of: "cheese-vector-dose", "--scales=-1,0,1", "--nulls", "2"))
    #expect(table.rows.map { $0[0] } == [.integer(-1), .integer(0), .integer(1)])
    // At strength 0 nothing changes; subtracted, the vector of level 8 does what the README shows.
    #expect(table.rows[1][1] == .number(0))
    #expect(table.rows[0][1] != .number(0))
  }

  @Test func sitesHaveARowEach() throws {
    let table = try table(
      lab([8]).findings(of: "cheese-vector-sites", "--sites", "embedder.block*.conv_out", "--nulls", "1"))
    #expect(table.rows.count == 3)
  }

  @Test func transferHasARowForEachSource() throws {
    let table = try table(
      lab([8]).findings(of: "cheese-vector-transfer", "--sources", "2", "--mean", "50..<53", "--nulls", "1"))
    #expect(
      table.rows.map { $0[0] } == [.text("its own level"), .text("50..<53"), .text("1000"), .text("1001")])
  }

  @Test func shiftedHasARowForEachShift() throws {
    let table = try table(lab([8]).findings(of: "cheese-vector-shifted", "--shifts", "0,2", "--nulls", "1"))
    #expect(table.rows.map { $0[0] } == [.integer(0), .integer(2)])
  }
}
