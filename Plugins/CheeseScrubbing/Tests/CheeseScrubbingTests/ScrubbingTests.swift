import CheeseScrubbing
import Experiments
import Testing

@Test func scrubbingHasARowForEachGroupAndSort() throws {
  var registry = try Registry.builtIn
  registry.add(Plugin.self)
  let lab = Lab(policy: try .bundled(), renderer: .plain, levels: Array(0..<12), registry: try registry.checked())
  let found = try lab.findings(of: "cheese-scrubbing", "--channels", "5", "9", "--sets", "1", "--from", "100..<1000")
  try found.checkedNames()
  let table = try #require(found.items.compactMap { $0 as? DataTable }.first)
  // Cheese channels, one random set, and all; each with the cheese at the same square and elsewhere.
  #expect(table.rows.count == 6)
  #expect(table.rows.map { $0[1] }.prefix(2) == [.text("same"), .text("different")])
  let paired = try #require(found.items.compactMap { $0 as? Measures }.first)
  #expect(paired.measures.count == 3)
  // The paired differences are those of the means.
  for (pair, measure) in paired.measures.enumerated() {
    guard case .number(let same) = table.rows[2 * pair][2],
      case .number(let different) = table.rows[2 * pair + 1][2]
    else {
      Issue.record("no numbers")
      continue
    }
    #expect(abs(measure.value - (different - same)) < 1e-9)
  }
}
