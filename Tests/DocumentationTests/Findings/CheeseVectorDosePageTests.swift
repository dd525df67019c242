import Testing

/// What the page on the cheese vector says of its strength is in its data.
@Suite struct CheeseVectorDosePageTests {
  private let page: FindingsPage
  private let data: FindingsData

  init() throws {
    page = try FindingsPage("Plugins/CheeseVector/README.md")
    data = try FindingsData("Plugins/CheeseVector/found/cheese-vector-dose.json")
  }

  /// The step towards the cheese, that towards the corner, and the total variation, at a strength.
  private func rows(_ scale: Double) throws -> [FindingsRow] {
    try ["decision-square", "decision-square-towards-corner", "mean-total-variation"].map {
      try data.row($0, ["scale": scale])
    }
  }

  /// The others of the page state what they are about, too: all of them together must leave nothing.
  static func check(_ page: FindingsPage) throws {
    try CheeseVectorDosePageTests().check(page)
  }

  private func check(_ page: FindingsPage) throws {
    page.checkShows(data.command)
    let (levels, one) = try (data.levels, rows(1))
    let counts = try one.map { try $0.mean.n }
    page.says(
      """
      Levels \(levels.lowerBound) to \(levels.upperBound) at `embedder.block2.res1.resadd_out`; \(counts[0]) of them have a \
      decision square.
      """)
    page.says(
      "Changes from the original; at scale 1 the vector has \(100 * (try one[0].change), decimals: 0) % of the activation's norm."
    )
    page.hasRow([
      "scale", "step towards the cheese (\(counts[0]) levels)", "above random",
      "step towards the corner (\(counts[1]))",
      "above random", "mean total variation above random (\(counts[2]))",
    ])
    let scales = [-2, -1, -0.5, 0.5, 1, 2]
    for scale in scales {
      let rows = try rows(scale)
      let cells = try [
        rows[0].mean, rows[0].aboveRandom, rows[1].mean, rows[1].aboveRandom, rows[2].aboveRandom,
      ]
      page.hasRow(["\(scale, decimals: scale == scale.rounded() ? 0 : 1)"] + cells.map { $0.text(3) })
    }
    page.says("In the mean -2 does more than -1; whether it does, the intervals leave open.")
    let percentile = try rows(1)[0].percentile
    page.says(
      """
      Added, it is not shown to do more for the step towards the cheese than a random vector: the intervals above random hold \
      0 at every strength, although all \(try one[0].whole("random_draws")) random vectors do less (percentile \
      \(percentile.text(0))).
      """)
    #expect(try [0.5, 1, 2].allSatisfy { try rows($0)[0].percentile.text(0) == percentile.text(0) })
    let chance = try scales.map { abs(try rows($0)[0].mean.value - rows($0)[0].aboveRandom.value) }.max() ?? 1
    page.says(
      "Random vectors of its norm move the step towards the cheese by \(chance, decimals: 3) at most, in the mean over levels and draws."
    )
  }

  @Test func everyNumberIsInTheData() throws { try check(page) }

  /// What the words say without numbers.
  @Test func theWordsFollowTheIntervals() throws {
    for scale in [-2, -1, -0.5] {
      let rows = try rows(scale)
      #expect(try rows[0].aboveRandom.high < 0 && rows[1].aboveRandom.low > 0 && rows[0].mean.high < 0, "\(scale)")
    }
    for scale in [0.5, 1, 2] {
      let rows = try rows(scale)
      #expect(try !rows[0].aboveRandom.differs && rows[1].aboveRandom.high < 0, "\(scale)")
    }
    let (one, two) = try (rows(-1)[0].mean, rows(-2)[0].mean)
    #expect(two.value < one.value && two.high > one.value && one.low < two.value)
    #expect(try [-2, -1, -0.5, 0.5, 1, 2].allSatisfy { try rows($0)[2].aboveRandom.low > 0 })
  }
}
