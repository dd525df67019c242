import Testing

/// What the page on the top-right vector says is in its data.
@Suite struct TopRightVectorPageTests {
  private let page: FindingsPage
  private let dose: FindingsData
  private let both: FindingsData
  private let tables = ["decision-square-towards-corner", "decision-square", "path-probability-to-corner"]

  init() throws {
    page = try FindingsPage("Plugins/TopRightVector/README.md")
    dose = try FindingsData("Plugins/TopRightVector/found/top-right-vector-dose.json")
    both = try FindingsData("Plugins/TopRightVector/found/composed-vectors.json")
  }

  /// The change towards the corner and of the way to it, at a strength.
  private func rows(scale: Int) throws -> (way: FindingsRow, step: FindingsRow) {
    (try dose.row(tables[2], ["scale": scale]), try dose.row(tables[0], ["scale": scale]))
  }

  @Test func everyNumberIsInTheData() throws {
    page.says(
      """
      ([Understanding and controlling a maze-solving policy network](https://arxiv.org/abs/2310.08043), 2023) have a vector \
      for that too.
      """)
    try checkSettings()
    try checkTables()
    try checkSurplus()
    let percentile = try rows(scale: 1).way.percentile
    page.says(
      "All \(try draws()) random vectors do less each time: the percentile among them is \(percentile.text(0)), the most that 10 draws can say."
    )
    for scale in 1...4 {
      let rows = try rows(scale: scale)
      #expect(
        try rows.way.percentile.text(0) == percentile.text(0) && rows.step.percentile.text(0) == percentile.text(0))
    }
    page.says("The mean is largest at 2; whether 3 is as good the intervals leave open.")
    page.checkAllWasStated()
  }

  private func draws() throws -> Int { try rows(scale: 1).way.whole("random_draws") }

  private func checkSettings() throws {
    page.checkShows(dose.command)
    page.checkShows(both.command)
    let (levels, rows) = try (dose.levels, rows(scale: 1))
    #expect(try levels == both.levels && levels.count - rows.way.mean.n == 3)
    page.says(
      """
      Levels \(levels.lowerBound) to \(levels.upperBound) but the three that fill the world, where there is no such vector: \
      \(try rows.way.mean.n), of which \(try rows.step.mean.n) have a decision square.
      """)
    page.says("Mean changes from the original, with 95 % intervals over levels (t, corrected for skewness).")
    page.says(
      """
      "Above random" is the change less the mean of that of \(try draws()) random vectors of the same norm \
      (\(100 * (try rows.way.change), decimals: 0) % of the activation's at scale 1), with an interval over levels and draws.
      """)
  }

  private func checkTables() throws {
    let (way, step) = try (rows(scale: 1).way.mean.n, rows(scale: 1).step.mean.n)
    page.hasRow([
      "scale", "path probability to the corner (\(way) levels)", "above random", "step towards the corner (\(step))",
      "above random",
    ])
    for scale in [-2, -1, 1, 2, 3, 4] {
      let rows = try rows(scale: scale)
      page.hasRow(
        ["\(scale)"] + (try [rows.way, rows.step].flatMap { [try $0.mean.text(2), try $0.aboveRandom.text(2)] }))
    }
    page.hasRow([
      "cheese", "corner", "step towards the corner (\(step) levels)", "step towards the cheese (\(step))",
      "path probability to the corner (\(way))",
    ])
    for (cheese, corner) in [(0, 1), (0, 2), (-1, 0), (-1, 1), (-1, 2)] {
      let rows = try tables.map { try both.row($0, ["cheese": cheese, "corner": corner]) }
      #expect(try rows.map { try $0.mean.n } == [step, step, way])
      page.hasRow(["\(cheese)", "\(corner)"] + (try rows.map { try $0.mean.text(2) }))
    }
  }

  private func checkSurplus() throws {
    let names = ["decision-square(towards: corner)", "decision-square", "path-probability(to: corner)"]
    let surplus = try names.map { try both.measure("\($0), cheese -1.0, corner 2.0") }
    page.says("Together the two do more for that way than the sum of each: by \(surplus[2].text(2)) at -1 and 2.")
    page.says(
      """
      At the decision square no such surplus can be told from none: \(surplus[0].text(2)) for the step towards the corner, \
      \(surplus[1].text(2)) for that towards the cheese.
      """)
    #expect(surplus[2].low > 0 && !surplus[0].differs && !surplus[1].differs)
    page.says(
      """
      What this does not say: how large the effects at the decision square are, since \(surplus[0].n) levels leave the \
      intervals wide; whether random vectors beside the cheese vector would do as well as this one, which was not tried.
      """)
  }

  /// What the words say without numbers.
  @Test func theWordsFollowTheIntervals() throws {
    for scale in 1...4 {
      let rows = try rows(scale: scale)
      for row in [rows.way, rows.step] { #expect(try row.mean.low > 0 && row.aboveRandom.low > 0, "scale \(scale)") }
    }
    let means = try (1...4).map { try rows(scale: $0).way.mean }
    #expect(means[1].value == means.map(\.value).max() && means[2].high > means[1].value)
    for scale in [-2, -1] {
      let rows = try rows(scale: scale)
      #expect(try rows.way.mean.high < 0 && rows.way.aboveRandom.high < 0 && !rows.step.aboveRandom.differs)
    }
    let alone = try tables.map { try both.row($0, ["cheese": -1, "corner": 0]).mean }
    #expect(alone[0].low > 0 && alone[1].high < 0 && alone[2].high < 0)
  }
}
