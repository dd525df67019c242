import Testing

/// What the page on the cheese vector says is in its data: the whole page, and where and on which levels it works.
@Suite struct CheeseVectorPageTests {
  private static let found = "Plugins/CheeseVector/found"
  private let page: FindingsPage
  private let sites: FindingsData
  private let transfer: FindingsData

  init() throws {
    page = try FindingsPage("Plugins/CheeseVector/README.md")
    sites = try FindingsData("\(Self.found)/cheese-vector-sites.json")
    transfer = try FindingsData("\(Self.found)/cheese-vector-transfer.json")
  }

  @Test func everyNumberIsInTheData() throws {
    page.says(
      """
      ([Understanding and controlling a maze-solving policy network](https://arxiv.org/abs/2310.08043), 2023) found that one \
      vector is enough.
      """)
    page.says("On the bundled policy, all levels from 0 on, none left out.")
    page.says("Means over levels with 95 % intervals (t, corrected for skewness).")
    page.says(
      """
      "Above random" is the change less the mean of that of \(try sites.rows("decision-square")[0].whole("random_draws")) random \
      vectors of the same norm, with an interval over levels and draws.
      """)
    try CheeseVectorDosePageTests.check(page)
    try checkSites()
    try checkTransfer()
    page.checkAllWasStated()
  }

  private func checkSites() throws {
    page.checkShows(sites.command)
    let (steps, fields) = try (sites.rows("decision-square"), sites.rows("mean-total-variation"))
    let (levels, count, all) = try (sites.levels, steps[0].mean.n, fields[0].mean.n)
    #expect(sites.notes.contains("cheese-vector(scale: -1.0)"))
    page.says(
      """
      Levels \(levels.lowerBound) to \(levels.upperBound), of which \(count) have a decision square; the vector of each site \
      times -1, beside \(try steps[0].whole("random_draws")) random vectors there.
      """)
    page.hasRow([
      "site", "change / activation", "step towards the cheese (\(count) levels)", "above random",
      "mean total variation (\(all))",
    ])
    for (step, field) in zip(steps, fields) {
      #expect(try step.text("site") == field.text("site"))
      page.hasRow(
        try [
          "`\(step.text("site"))`", "\(100 * step.change, decimals: 0) %", step.mean.text(3), step.aboveRandom.text(3),
          field.mean.text(3),
        ])
    }
  }

  private func checkTransfer() throws {
    page.checkShows(transfer.command)
    let (steps, fields) = try (transfer.rows("decision-square"), transfer.rows("mean-total-variation"))
    let (levels, count, all) = try (transfer.levels, steps[0].mean.n, fields[0].mean.n)
    page.says(
      """
      Levels \(levels.lowerBound) to \(levels.upperBound), with vectors of levels 1000 to 1004, which are the first five of \
      those that experiments keep apart, and the mean of levels 1000 to 1099; times -1.
      """)
    page.hasRow([
      "vector of", "change / activation", "step towards the cheese (\(count) levels)", "above random",
      "mean total variation above random (\(all))",
    ])
    let names = ["its own level": "the level itself", "1000..<1100": "the mean of 100 others"]
    for (step, field) in zip(steps, fields) {
      let source = try step.text("vector of")
      #expect(try source == field.text("vector of"))
      page.hasRow(
        try [
          names[source] ?? "level \(source)", "\(100 * step.change, decimals: 0) %", step.mean.text(3),
          step.aboveRandom.text(3),
          field.aboveRandom.text(3),
        ])
    }
    page.says(
      "They are not without effect: over all squares all but level 1002's change the field more than random vectors do."
    )
    page.says(
      "And \(count) decision squares are few: level 1003's may well do half as much as the own one, or nothing.")
  }

  /// What the words say without numbers: of sites.
  @Test func theThirdBlockCannotBeToldFromChance() throws {
    for row in try sites.rows("decision-square") {
      let site = try row.text("site")
      let isEarly = site.contains("block1") || site.contains("block2")
      #expect(try isEarly ? row.aboveRandom.high < 0 : !row.aboveRandom.differs, "\(site)")
      if isEarly { #expect(try abs(row.mean.value - sites.rows("decision-square")[0].mean.value) < 0.01, "\(site)") }
    }
    func change(_ site: String) throws -> Double {
      try sites.row("decision-square", ["site": "embedder.\(site)"]).change
    }
    #expect(try abs(change("block3.res1.resadd_out") / change("block2.res1.resadd_out") - 1) < 0.25)
    #expect(try abs(change("block3.res2.resadd_out") / change("block2.res1.resadd_out") - 1) < 0.25)
  }

  /// What the words say without numbers: of the vectors of other levels.
  @Test func foreignVectorsCannotBeToldFromChance() throws {
    let (steps, fields) = try (transfer.rows("decision-square"), transfer.rows("mean-total-variation"))
    #expect(steps.count == 7)
    for (step, field) in zip(steps, fields) {
      let source = try step.text("vector of")
      #expect(try step.aboveRandom.differs == (source == "its own level"), "\(source)")
      #expect(try field.aboveRandom.low > 0 || source == "1002", "\(source)")
    }
    #expect(try !transfer.row("mean-total-variation", ["vector of": "1002"]).aboveRandom.differs)
    let (own, third) = try (steps[0].mean, transfer.row("decision-square", ["vector of": "1003"]).mean)
    #expect(third.low < own.value / 2 && third.high > 0)
  }
}
