import Foundation
import Testing

/// Sentences of the project's pages with numbers from runs: each is in the output that the page shows, or in data that is
/// committed. (Which way the mouse looks, how often intervals hold the mean and mirrored weights have tests of their own,
/// that compute them.)
@Suite struct ProjectPagesTests {
  /// The README rounds what its own Swift prints.
  @Test func theReadmeSaysWhatItsCodePrints() throws {
    let page = try Page("README.md")
    let printed = try #require(page.blocks.first { $0.language == "text" && $0.text.hasPrefix("towards the cheese") })
    let numbers = try #require(printed.text.firstMatch(of: /cheese ([\d.e-]+) -> ([\d.e-]+)/))
    let (before, after) = (try #require(Double(numbers.1)), try #require(Double(numbers.2)))
    try FindingsPage("README.md").says(
      """
      Subtracted on every square, it makes the mouse pass the cheese by: at the decision square the probability of the step \
      towards the cheese falls from \(before, decimals: 3) to \(after, decimals: 3).
      """)
  }

  @Test func populationsOfEffectsAreAsDescribed() throws {
    let page = try FindingsPage("Documentation/Statistics.md")
    let columns = try Fixture("effects.csv").columns.dropFirst()
    let counts = columns.map(\.values.count)
    let (fewest, most) = try (#require(counts.min()), #require(counts.max()))
    #expect(columns.count == 5)
    page.says(
      """
      Of samples of n mazes from five populations, what zeroing one channel does on \(fewest.withCommas) to \(most.withCommas) \
      levels (`Tests/StatisticsTests/Fixtures/effects.csv` names the command), these shares of 95 % intervals held the \
      population's mean: the mean over the populations, and the lowest.
      """)
    let decision = try #require(columns.first { $0.name == "decision-square 31" }).values.sorted()
    let share = decision.prefix(decision.count / 10).reduce(0, +) / decision.reduce(0, +)
    page.says(
      """
      The lowest is that of the decision square under channel 31, where one maze in ten has \(100 * share, decimals: 0) % of \
      the whole effect: five mazes may hold none of those, and no method can know.
      """)
  }

  @Test func drawsAreAsDescribed() throws {
    let columns = try Fixture("draws.csv").columns.map(\.name)
    let draws = Set(columns.compactMap { $0.split(separator: " ").last }.filter { Int($0) != nil })
    let samples = "these shares of 1,500 samples:"
    try FindingsPage("Documentation/Statistics.md").says(
      """
      With one of \(draws.count) random vectors taken for the edit (`draws.csv` beside the other file), chance was called an \
      effect in \(samples)
      """)
  }

  /// The channel of the example is the best of the probes that the page shows, and its interval is as the page says.
  @Test func theChannelIsTheOneThatTheProbesFound() throws {
    let page = try Page("Documentation/Statistics.md")
    let shown = page.blocks.map(\.text).joined(separator: "\n")
    let best = try #require(shown.firstMatch(of: /channel[ ]+R².*\n[ ]+(\d+)[ ]/)).1
    let fall = try #require(shown.firstMatch(of: /towards the cheese, patched minus original +(\S+) +(\S+) to (\S+)/))
    #expect(try #require(Double(fall.3)) < 0)
    try FindingsPage(page.path).says(
      """
      Channel \(best) was chosen as the one from which a probe reads the cheese best (below); without it the mouse goes for the \
      cheese less often.
      """)
  }
}

/// A table of committed numbers, a comment in its first line.
private struct Fixture {
  let columns: [(name: String, values: [Double])]

  init(_ name: String) throws {
    let file = Page.root.appendingPathComponent("Tests/StatisticsTests/Fixtures/\(name)")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    let rows = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    columns = rows[0].indices.map { column in
      (String(rows[0][column]), rows.dropFirst().compactMap { Double($0[column]) })
    }
  }
}
