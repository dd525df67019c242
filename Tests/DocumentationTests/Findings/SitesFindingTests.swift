import Testing

/// What the finding on sites of the cheese vector says is in its data.
@Suite struct SitesFindingTests {
  private let page: FindingsPage
  private let data: FindingsData
  private let effects: [FindingsRow]
  private static let reference = "embedder.block2.res1.resadd_out"

  init() throws {
    page = try FindingsPage("Documentation/Findings/CheeseVector/README.md")
    data = try FindingsData("Documentation/Findings/CheeseVector/effects.json")
    effects = try data.rows("decision-square")
  }

  private func effect(_ site: String, _ scale: Int) throws -> FindingsRow {
    try data.row("decision-square", ["site": "embedder.\(site)", "scale": scale])
  }

  /// How much less an edit does than at the site that all are held against.
  private func shortfall(_ site: String, _ scale: Int) throws -> Estimate {
    try data.row("decision-square-differences", ["site": site, "scale": scale])
      .estimate("difference", interval: "difference_interval")
  }

  private func sites(of block: Int) throws -> [String] {
    try effects.filter { $0.has("scale", -1) }.map { try $0.text("site") }.filter { $0.contains("block\(block).") }
  }

  /// "0.202 to 0.295".
  private func span(_ numbers: [Double], _ decimals: Int) -> String {
    "\(numbers.min() ?? .nan, decimals: decimals) to \(numbers.max() ?? .nan, decimals: decimals)"
  }

  @Test func everyNumberIsInTheData() throws {
    try checkSetting()
    try checkTable()
    try checkSecondBlock()
    try checkThirdBlock()
    try checkAdded()
    try checkLimits()
    page.checkAllWasStated()
  }

  private func checkSetting() throws {
    page.checkShows(data.command)
    for part in data.sweepCommand.split(separator: " --") {
      page.checkShows(part.hasPrefix("hookctl") ? String(part) : "--\(part)")
    }
    let sites = try sites(of: 2) + sites(of: 3)
    #expect(try effects.count == 4 * sites.count && effects.allSatisfy { try $0.mean.n == levels.count })
    page.says(
      """
      It was added on every square, times -2, -1, 1 and 2, at each of \(sites.count) sites: the convolutions and residual \
      sums of the second and third block.
      """)
    page.says("The levels are the \(levels.count) of 0 to 49 that have a decision square, none left out.")
    page.says("Every point has \(try effects[0].whole("random_draws")) null twins: random vectors of the same norm.")
    let spent = try #require(data.notes.firstMatch(of: /Spent: ([\d,]+) forward passes, of ([\d,]+) that/))
    page.says(
      """
      The sweep took \(spent.1) forward passes of one observation, where computing every field by itself takes \(spent.2).
      """)
  }

  private var levels: [Int] {
    let list = data.sweepCommand.firstMatch(of: /--levels ([\d,]+)/)?.1 ?? ""
    return list.split(separator: ",").compactMap { Int($0) }
  }

  private func checkTable() throws {
    page.hasRow([
      "site, scale -1", "mean change, \(levels.count) levels", "above random",
      "percentile among \(try effects[0].whole("random_draws")) random twins", "less than at `block2.res1.resadd_out`",
      "change / activation",
    ])
    for site in try sites(of: 2) + sites(of: 3) {
      let name = site.dropFirst("embedder.".count)
      let row = try effect(String(name), -1)
      page.hasRow([
        "`\(name)`", try row.mean.text(3), try row.aboveRandom.text(3), try row.percentile.text(1),
        site == Self.reference ? "–" : try shortfall(site, -1).text(3), "\(try row.change, decimals: 2)",
      ])
    }
  }

  private func checkSecondBlock() throws {
    let rows = try sites(of: 2).map { try effect(String($0.dropFirst("embedder.".count)), -1) }
    #expect(rows.count == 7)
    #expect(try rows.allSatisfy { try $0.mean.high < 0 && $0.aboveRandom.high < 0 && $0.percentile.value == 0 })
    page.says(
      """
      In the second block the vector takes the step away at all seven sites, beyond all \
      \(try rows[0].whole("random_draws")) random vectors and above their mean.
      """)
    let largest = try #require(try rows.min { try $0.mean.value < $1.mean.value })
    #expect(try rows.allSatisfy { try $0.change >= largest.change })
    page.says(
      """
      `\(try largest.text("site").dropFirst("embedder.".count))` has the largest mean with a change of \
      \(try largest.change, decimals: 2) of the activation.
      """)
  }

  private func checkThirdBlock() throws {
    let names = try sites(of: 3)
    let (once, twice) = try (names.map { try shortfall($0, -1) }, names.map { try shortfall($0, -2) })
    #expect(names.count == 6 && (once + twice).allSatisfy { $0.low > 0 })
    let changes = try names.map { try effect(String($0.dropFirst("embedder.".count)), -1).change }
    page.says(
      """
      In the third block it does less at all six sites, by \(span(once.map(\.value), 3)) than at `block2.res1.resadd_out`, \
      with changes of \(span(changes, 2)) of the activation; every interval of these differences is above 0.
      """)
    func told(_ scale: Int) throws -> [FindingsRow] {
      try names.map { try effect(String($0.dropFirst("embedder.".count)), scale) }.filter { try $0.aboveRandom.differs }
    }
    let (first, second) = try (told(-1), told(-2))
    try #require(first.count == 1 && second.count == 3)
    page.says(
      """
      Only at `\(try first[0].text("site").dropFirst("embedder.".count))` can it be told from random vectors: \
      \(try first[0].aboveRandom.text(3)).
      """)
    page.says(
      "Taken away twice, it can at three of the six; at all six it still does less, by \(span(twice.map(\.value), 3)).")
  }

  private func checkAdded() throws {
    let added = effects.filter { $0.has("scale", 1) || $0.has("scale", 2) }
    let told = try added.filter { try $0.aboveRandom.differs }
    let (sum, convolution) = ("block2.res2.resadd_out", "block2.res2.conv2_out")
    page.says(
      """
      Added, the vector makes the step likelier than random vectors do at two sites of the second block: at \
      `\(convolution)`, \(try effect(convolution, 1).aboveRandom.text(3)) at scale 1 and \
      \(try effect(convolution, 2).aboveRandom.text(3)) at scale 2, and at `\(sum)`, \
      \(try effect(sum, 1).aboveRandom.text(3)) at scale 1.
      """)
    for row in [try effect(convolution, 1), try effect(convolution, 2), try effect(sum, 1)] {
      #expect(try row.aboveRandom.low > 0)
    }
    page.says("At the other \(added.count - told.count) of \(added.count) conditions the interval holds 0.")
    #expect(told.count == 3)
  }

  /// The card has the same numbers, all of them.
  @Test func theCardIsOfTheSameData() throws {
    let card = try FindingsPage("Documentation/Findings/CheeseVector/card.md")
    func bounds(_ estimate: Estimate, _ decimals: Int) -> String {
      "\(estimate.low, decimals: decimals) to \(estimate.high, decimals: decimals)"
    }
    for row in effects {
      let (mean, percentile, above) = try (row.mean, row.percentile, row.aboveRandom)
      card.hasRow([
        "\(try row.number("scale"), decimals: 4)", try row.text("site"), "\(mean.value, decimals: 4)", bounds(mean, 4),
        "\(mean.n)", "\(percentile.value, decimals: 1)", bounds(percentile, 1), "\(above.value, decimals: 4)",
        bounds(above, 4), "\(try row.change, decimals: 4)",
      ])
    }
  }

  private func checkLimits() throws {
    let draws = try effects[0].whole("random_draws")
    page.says(
      """
      What this does not say: with \(effects.count) conditions some intervals leave out 0, and some effects of no size lie \
      beyond all \(draws) of their twins, by chance, which nothing here corrects for; the intervals close to 0 are to be read \
      so.
      """)
    let lowest = try effect("block2.conv_out", -1).percentile
    page.says(
      """
      A percentile of \(lowest.value, decimals: 0) among \(draws) twins means below the \(lowest.high, decimals: 0)th with \
      95 % confidence, no more.
      """)
    page.says("Intervals over \(levels.count) levels are wide.")
  }
}
