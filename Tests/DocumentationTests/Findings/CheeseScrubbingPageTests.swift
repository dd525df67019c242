import Testing

/// What the page on causal scrubbing says is in its data.
@Suite struct CheeseScrubbingPageTests {
  private let page: FindingsPage
  private let data: FindingsData

  init() throws {
    page = try FindingsPage("Plugins/CheeseScrubbing/README.md")
    data = try FindingsData("Plugins/CheeseScrubbing/found/cheese-scrubbing.json")
  }

  private func row(_ channels: String, _ cheese: String) throws -> FindingsRow {
    try data.row("scrubbing", ["channels": channels, "cheese of the other maze": cheese])
  }

  private func distance(_ channels: String, _ cheese: String) throws -> Estimate {
    try row(channels, cheese).estimate("total variation")
  }

  private func changes(_ channels: String, _ cheese: String) throws -> Estimate {
    try row(channels, cheese).estimate("greedy action changes")
  }

  private func paired(_ channels: String) throws -> Estimate { try data.measure("total variation, \(channels)") }

  @Test func everyNumberIsInTheData() throws {
    page.says(
      "Causal scrubbing (Chan et al., 2022) asks by replacing them: take the channels' activations from a random *other* maze."
    )
    page.says(
      """
      Which channels are cheese channels is decided by activations alone, on levels 1000 to 1099: those that the cheese \
      changes most where it lies.
      """)
    try checkSettings()
    try checkTables()
    let left = try distance("cheese channels", "same").value
    page.says(
      """
      But the hypothesis in its strong form fails: with the cheese at the same square another maze's channels still move the \
      probabilities by \(left, decimals: 3), hardly less than random channels do.
      """)
    page.says(
      """
      What this does not say: whether any channels beside these carry the square too (three sets of four are few), or which \
      part of the \(left, decimals: 3) is about the mouse, whose place is scrubbed as well.
      """)
    page.checkAllWasStated()
  }

  private func checkSettings() throws {
    page.checkShows(data.command)
    let levels = try data.levels
    page.says(
      """
      Levels \(levels.lowerBound) to \(levels.upperBound), none left out: the \(try paired("cheese channels").n) that have a \
      decision square are asked.
      """)
    page.says(
      "The cheese channels are \(try data.cheeseChannels.map(\.channel).listed) of 32, at `embedder.block2.res1.resadd_out`."
    )
    #expect(data.notes.contains("of levels 10000..<20000. "))
    page.says(
      """
      Every level has one random maze of its own, drawn from levels 10000 to 19999, so that intervals over levels hold for \
      other draws of mazes too.
      """)
    page.says(
      """
      "Total variation" is the distance of the five probabilities from the original, mean over levels with its 95 % interval \
      (t, corrected for skewness); the rate of levels whose likeliest action changes has a Wilson interval.
      """)
  }

  private func checkTables() throws {
    let sets = (1...3).map { "random channels \($0)" }
    for (cheese, name) in [("same", "same square"), ("different", "elsewhere")] {
      for channels in ["cheese channels", "all channels"] {
        let (distance, changes) = try (distance(channels, cheese), changes(channels, cheese))
        page.hasRow([cheese == "same" ? channels : "", name, distance.text(3), changes.percent])
      }
      let distances = try sets.map { "\(try distance($0, cheese).value, decimals: 3)" }
      let rates = try sets.map { "\(100 * (try changes($0, cheese).value), decimals: 0)" }
      page.hasRow([
        cheese == "same" ? "random channels, three sets" : "", name, distances.joined(separator: ", "),
        rates.joined(separator: ", ") + " %",
      ])
    }
    page.hasRow(["cheese channels", try paired("cheese channels").text(3)])
    for (name, channels) in zip(["random channels, first set", "second set", "third set"], sets) {
      page.hasRow([name, try paired(channels).text(3)])
    }
    page.hasRow(["all channels", try paired("all channels").text(3)])
  }

  /// What the words say without numbers.
  @Test func theWordsFollowTheIntervals() throws {
    #expect(try paired("cheese channels").low > 0)
    for channels in ["random channels 1", "random channels 2", "random channels 3", "all channels"] {
      #expect(try !paired(channels).differs, "\(channels)")
    }
    let same = try distance("cheese channels", "same")
    for draw in 1...3 { #expect(try distance("random channels \(draw)", "same").low < same.high) }
  }
}
