import Testing

/// What the page on retargeting says is in its data.
@Suite struct RetargetPageTests {
  private static let found = "Plugins/Retarget/found"
  private let page: FindingsPage
  private let map: FindingsData
  private let first: FindingsData
  private let strength: FindingsData

  init() throws {
    page = try FindingsPage("Plugins/Retarget/README.md")
    map = try FindingsData("\(Self.found)/retarget-heat-map.json")
    first = try FindingsData("\(Self.found)/retarget-heat-map-changed-most.json")
    strength = try FindingsData("\(Self.found)/retarget-strength.json")
  }

  @Test func everyNumberIsInTheData() throws {
    for command in [map, first, strength].map(\.command) { page.checkShows(command) }
    checkQuestion()
    try checkSettings()
    try checkMap()
    try checkStrength()
    try checkMazes()
    try checkFirstRule()
    page.checkAllWasStated()
  }

  /// What others did, and what was chosen.
  private func checkQuestion() {
    page.says(
      """
      ([Understanding and controlling a maze-solving policy network](https://arxiv.org/abs/2310.08043), 2023) set a single \
      cell of a single channel of theirs (55, of 128) to 5.5, and the mouse went to the square below it.
      """)
    page.hasRow([
      "[`Retarget.swift`](Sources/Retarget/Retarget.swift)",
      """
      `retarget(square:, channels:, value: 5.5, default:)`; the square is an inner one, row 0 at the bottom; `default` sets \
      the channels' other cells
      """,
    ])
    page.says(
      """
      Which channels follow the cheese is decided by activations alone, on levels 1000 to 1099, which are looked at nowhere \
      else: those that the cheese raises most in the cells where it lies.
      """)
  }

  private func checkSettings() throws {
    let channels = try map.cheeseChannels
    #expect(try channels.map(\.channel) == strength.cheeseChannels.map(\.channel))
    let rises = channels.map(\.rise)
    page.says(
      """
      Channels \(channels.map(\.channel).listed) of 32 at `embedder.block2.res1.resadd_out`; the cheese raises them by \
      \(rises.dropLast().joined(separator: ", ")) and \(rises.last ?? "") where it lies.
      """)
    page.says(
      """
      Geometric-mean path probabilities, means over a level's squares, then over levels, with 95 % intervals over levels (t, \
      corrected for skewness); no level left out.
      """)
  }

  private func checkMap() throws {
    let levels = try map.levels
    #expect(try map.rows("levels").map { try $0.whole("level") } == Array(levels))
    #expect(map.notes.contains("Cells of the square: 5.5."))
    page.says(
      """
      Levels \(levels.lowerBound) to \(levels.upperBound), every square but the start, the cells of the square set to 5.5 and \
      everything else as it is; the first level is drawn.
      """)
    page.says(
      "Level \(levels.lowerBound): without a patch, retargeted to each square, with the cheese on each square")
    page.hasRow(["", "mean", "95 % interval over \(levels.count) levels"])
    for name in ["no patch", "retargeted there", "cheese placed there", "retargeted - no patch", "retargeted - cheese"]
    {
      let mean = try map.measure(name)
      page.hasRow([name, "\(mean.value, decimals: 3)", "\(mean.low, decimals: 3) to \(mean.high, decimals: 3)"])
    }
    let better = try map.measure("squares reached more readily")
    page.hasRow([
      "squares reached more readily than with no patch", "\(100 * better.value, decimals: 0) %",
      "\(100 * better.low, decimals: 0) to \(100 * better.high, decimals: 0)",
    ])
  }

  private func checkStrength() throws {
    let levels = try strength.levels
    #expect(strength.notes.contains("3 squares each drawn at random"))
    page.says("Levels \(levels.lowerBound) to \(levels.upperBound), three squares of each drawn at random.")
    let (none, cheese) = try (strength.measure("no patch"), strength.measure("cheese placed there"))
    page.says("Without a patch \(none.text(2)), with a cheese there \(cheese.text(2)).")
    let others = try #require(strength.notes.firstMatch(of: /Control: channels ([\d, ]+)/)).1
    page.says(
      """
      The control puts the same values into as many channels drawn from the others \
      (\(others.split(separator: ", ").compactMap { Int($0) }.listed)).
      """)
    for row in try strength.rows("values") {
      let cells = try [
        row.estimate("retargeted"),
        row.estimate("other channels"), gain(row), disturbance(row),
      ]
      let value = try row.number("value")
      page.hasRow(["\(value, decimals: value == value.rounded() ? 0 : 1)"] + cells.map { $0.text(2) })
    }
  }

  private func gain(_ row: FindingsRow) throws -> Estimate {
    try row.estimate("retargeted - no patch")
  }

  private func disturbance(_ row: FindingsRow) throws -> Estimate {
    try row.estimate("other - no patch")
  }

  private func checkMazes() throws {
    let mazes = try map.rows("levels").map {
      (squares: try $0.whole("squares"), gain: try $0.number("retargeted") - $0.number("no patch"))
    }
    func said(_ range: PartialRangeFrom<Int>, below: Int = .max) throws -> (count: Int, squares: String, gains: String)
    {
      let some = mazes.filter { range.contains($0.squares) && $0.squares < below }
      let (squares, gains) = (some.map(\.squares).sorted(), some.map(\.gain).sorted())
      return (
        some.count, "\(try #require(squares.first)) to \(try #require(squares.last))",
        "\(try #require(gains.first), decimals: 2) to \(try #require(gains.last), decimals: 2)"
      )
    }
    let (large, small) = try (said(90...), said(0..., below: 20))
    #expect(large.count == 6 && small.count == 3)
    page.says(
      """
      How well is a matter of the maze, too: in the six mazes of \(large.squares) squares retargeting raises the mean by \
      \(large.gains), in the three of \(small.squares) squares by \(small.gains).
      """)
    page.says("These few large gains make the intervals over \(mazes.count) levels wide on one side.")
  }

  private func checkFirstRule() throws {
    let changed = try FindingsData("Plugins/CheeseScrubbing/found/cheese-scrubbing.json").cheeseChannels
    let risen = try map.cheeseChannels.map(\.channel)
    let (instead, missing) = (
      changed.filter { !risen.contains($0.channel) }, risen.filter { !changed.map(\.channel).contains($0) }
    )
    try #require(instead.count == 1 && missing.count == 1 && instead[0].rise.hasPrefix("-"))
    page.says(
      """
      The rule for channels was another one at first: those that the cheese *changes* most, which takes channel \
      \(instead[0].channel), which falls by \(instead[0].rise.dropFirst()), in place of \(missing[0]).
      """)
    #expect(try first.levels == map.levels)
    page.says(
      """
      With it the mean of the map rises by \(try first.measure("retargeted - no patch").text(2)) only, on the same levels \
      ([data](found/retarget-heat-map-changed-most.json)).
      """)
    page.says(
      """
      The rule was changed after that was seen, because 5.5 is the wrong sign for a channel that falls; it still looks at \
      activations of other levels only.
      """)
  }

  /// What the words say without numbers.
  @Test func theWordsFollowTheIntervals() throws {
    #expect(try map.measure("retargeted - no patch").low > 0 && map.measure("retargeted - cheese").high < 0)
    #expect(try first.measure("retargeted - no patch").value < map.measure("retargeted - no patch").value)
    let rows = try strength.rows("values")
    let means = try rows.map { try $0.number("retargeted") }
    #expect(means == means.sorted())
    #expect(try rows.dropFirst().allSatisfy { try gain($0).low > 0 })
    #expect(try rows.allSatisfy { try disturbance($0).high < 0 })
  }
}
