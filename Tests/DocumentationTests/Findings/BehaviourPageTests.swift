import Foundation
import Testing

/// The report on the bundled policy, whose words the program made, against the numbers that lie beside it.
@Suite struct BehaviourPageTests {
  private let page: FindingsPage
  private let data: FindingsData

  init() throws {
    page = try FindingsPage("Documentation/behaviour/README.md")
    data = try FindingsData("Documentation/behaviour/findings.json")
  }

  @Test func everyNumberIsInTheData() throws {
    page.checkShows(data.command)
    // Sentences of the program are in the data, too, those without a rate as they are.
    for sentence in Statements.of(data.notes) + data.captions + data.captions.map({ "*\($0)*" }) { page.says(sentence) }
    page.says(data.title)
    try checkRates()
    try checkFit()
    try checkTables()
    page.checkAllWasStated()
  }

  private func rate(_ name: String) throws -> Estimate { try data.measure(name) }

  /// "68.6 %, 95 % interval 65.7 to 71.4 %".
  private func percent(_ rate: Estimate) -> String {
    "\(100 * rate.value, decimals: 1) %, 95 % interval \(100 * rate.low, decimals: 1) to \(100 * rate.high, decimals: 1) %"
  }

  /// "686 of 1,000 episodes (68.6 %, ...)".
  private func count(_ rate: Estimate) -> String {
    "\((rate.value * Double(rate.n)).rounded(), decimals: 0) of \(rate.n.withCommas) episodes (\(percent(rate)))"
  }

  private func checkRates() throws {
    let (cheese, corner) = try (rate("got the cheese"), rate("corner, never the cheese"))
    let topRight = try rate("top right 5x5, never the cheese")
    page.says("It reached the cheese in \(count(cheese)).")
    page.says(
      """
      It was in the top right 5x5 squares without ever reaching the cheese in \(count(topRight)); in the very corner, in \
      \(count(corner)).
      """)
    let (inside, outside) = try (
      rate("got the cheese: cheese in the top right 5x5"), rate("got the cheese: cheese elsewhere")
    )
    #expect(inside.low > outside.high)
    page.says(
      """
      Cheese in the top right 5x5 squares it reached in \(percent(inside)), more often than cheese elsewhere: \
      \(percent(outside)).
      """)
    let parting = try rate("got the cheese: decision square, outside 5x5")
    #expect(parting.high < 0.5)
    page.says(
      """
      It does not usually go for the cheese where the ways to cheese and corner part and the cheese lies outside the top \
      right 5x5: there it reached it in \(percent(parting)) of \(parting.n) episodes, be it at once or by way of the corner.
      """)
  }

  private func checkFit() throws {
    let accuracy = try data.measure("accuracy in levels not seen (10 folds)")
    let gain = try data.measure("accuracy gained over that")
    let constant = try #require(try data.measures("fit").first { $0.has("name", "accuracy of always saying the same") })
    #expect(gain.low > 0)
    page.says(
      """
      The fit is right about \(100 * accuracy.value, decimals: 1) % of levels that it has not seen, against \
      \(100 * (try constant.number("value")), decimals: 1) % for always saying the more frequent outcome (the difference: 95 % \
      interval \(100 * gain.low, decimals: 1) to \(100 * gain.high, decimals: 1) % over \(gain.n) levels), so that the metrics \
      do tell something about a single episode.
      """)
  }

  private func checkTables() throws {
    for (list, intervals) in [("rates", "95 % interval (Wilson)"), ("fit", "95 % interval over levels")] {
      page.hasRow(["", "value", intervals, "n"])
      for measure in try data.measures(list) {
        let bounds = measure.has("interval") ? try measure.estimate("value", interval: "interval") : nil
        page.hasRow([
          try measure.text("name"), "\(try measure.number("value"), decimals: 4)",
          bounds.map { "\($0.low, decimals: 4) to \($0.high, decimals: 4)" } ?? "–",
          (measure.cells["n"] as? Int).map(\.withCommas) ?? "–",
        ])
      }
    }
    let header = try #require(page.statements.first { $0.hasPrefix("| metric |") })
    let columns = header.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    page.hasRow(columns)
    for row in try data.rows("coefficients") {
      let bounds = try row.estimate("coefficient", interval: "coefficient_interval")
      page.hasRow(
        try [row.text("metric")]
          + columns.dropFirst().map { column in
            column == "95 % interval"
              ? "\(bounds.low, decimals: 4) to \(bounds.high, decimals: 4)"
              : "\(try row.number(column), decimals: 4)"
          })
    }
  }
}

extension Int {
  /// "2,470".
  var withCommas: String { self < 1000 ? "\(self)" : "\(self / 1000)," + String(format: "%03d", self % 1000) }
}
