import Testing

/// What the page of the replication says without numbers follows the intervals of its tables.
@Suite struct ReplicationWordsTests {
  private let tables: [String: [(label: String, cells: [ReplicationCell])]]

  init() throws { tables = try ReplicationCell.tables() }

  /// The estimates of a row: the trained policy's, then the bundled one's where the table has it.
  private func row(_ table: String, _ label: String) throws -> [Estimate] {
    let row = try #require(tables[table]?.first { $0.label == label }, "\(table): \(label)")
    return try row.cells.map { try $0.estimate() }
  }

  private func areBelow(_ table: String, _ labels: [String]) throws -> Bool {
    try labels.allSatisfy { try row(table, $0).allSatisfy { $0.high < 0 } }
  }

  private func areOpen(_ table: String, _ labels: [String]) throws -> Bool {
    try labels.allSatisfy { try row(table, $0).allSatisfy { !$0.differs } }
  }

  @Test func behaviour() throws {
    let (inside, outside) = try (
      row("behaviour", "got the cheese: cheese in the top right 5x5"),
      row("behaviour", "got the cheese: cheese elsewhere")
    )
    #expect(zip(inside, outside).allSatisfy { $0.low > $1.high })
    let (cheese, corner) = try (
      row("behaviour", "probability at the decision square, towards the cheese"),
      row("behaviour", "probability at the decision square, towards the corner")
    )
    #expect(zip(cheese, corner).allSatisfy { $0.low > $1.high })
  }

  @Test func regression() throws {
    #expect(try areBelow("regression", ["`steps-between-cheese-decision-square`"]))
    let line = try row("regression", "`euc-dist-cheese-top-right`")
    #expect(!line[0].differs && line[1].high < 0)
  }

  @Test func cheeseVector() throws {
    #expect(try areBelow("subtracted", ["towards the cheese, patched minus original"]))
    #expect(try row("subtracted", "other, patched minus original").allSatisfy { $0.low > 0 })
    #expect(try areBelow("dose", ["-2", "-1", "-0.5"]) && areOpen("dose", ["0.5", "1", "2"]))
    for site in ["block3.res1.resadd_out", "relufc_out"] {
      let row = try row("sites", "`embedder.\(site)`")
      #expect(row[0].high < 0 && !row[1].differs, "\(site)")
    }
  }

  @Test func otherLevels() throws {
    #expect(try areBelow("shifted", ["0"]) && areOpen("shifted", ["4", "6"]))
    let (same, beside, two) = try (row("shifted", "0"), row("shifted", "1"), row("shifted", "2"))
    #expect(beside[0].high < 0 && two[0].high < 0 && !two[1].differs)
    #expect((0.4...0.6).contains(beside[0].value / same[0].value) && same[0].low < beside[0].high)
    #expect(try areBelow("transfer", ["the level itself"]) && areOpen("transfer", ["the mean of 100 others"]))
  }

  @Test func topRightVector() throws {
    #expect(try (1...3).allSatisfy { try row("corner", "way to the corner, \($0)").allSatisfy { $0.low > 0 } })
    let step = try (1...3).map { try row("corner", "step towards the corner, \($0)") }
    #expect(!step[0][0].differs && step[0][1].low > 0 && step[1...].allSatisfy { $0.allSatisfy { $0.low > 0 } })
    let more = try ["step towards the cheese", "step towards the corner", "way to the corner"].map {
      try row("composed", "\($0), more than the sum")[0]
    }
    #expect(!more[0].differs && more[1].low > 0 && more[2].low > 0)
  }

  @Test func retargeting() throws {
    let map = try row("retarget", "every square, 5.5, less no patch")
    #expect(map.allSatisfy { $0.low > 0 })
    #expect(try areBelow("retarget", ["every square, 5.5, less a real cheese"]))
    let values = try ["2", "5.5", "16"].map {
      try row("retarget", "random squares, \($0), cheese channels, less no patch")
    }
    #expect(values[0].allSatisfy { $0.low > 0 } && values[1].allSatisfy { $0.low > 0 } && values[2][0].low < 0)
    #expect(values[0][0].value > values[1][0].value)
    for value in ["2", "5.5", "16"] {
      #expect(try row("retarget", "random squares, \(value), other channels, less no patch").allSatisfy { $0.low <= 0 })
    }
  }

  @Test func scrubbing() throws {
    #expect(try row("scrubbing", "cheese channels, elsewhere less same").allSatisfy { $0.low > 0 })
    let others = (1...3).map { "random channels \($0)" } + ["all channels"]
    #expect(try areOpen("scrubbing", others.map { "\($0), elsewhere less same" }))
    let (cheese, random) = try (
      row("scrubbing", "cheese channels, cheese on the same square"),
      row("scrubbing", "random channels 1, cheese on the same square")
    )
    #expect(cheese.allSatisfy { $0.low > 0 } && cheese[0].low > random[0].high)
    #expect(try row("eleven", "cheese channels")[0].low > 0 && !row("eleven", "random channels 1")[0].differs)
  }

  @Test func rolloutsAndValues() throws {
    let all = try row("rollouts", "its cheese vector taken away, less the original")
    let once = try row("rollouts", "only at the decision square, less the original")
    #expect(all[0].high < once[0].low && once[0].high < 0)
    let (facing, chance) = try (row("facing", "of these by facing"), row("facing", "of these by chance"))
    #expect(facing[0].high < chance[0].low && facing[1].value < chance[1].value)
    #expect(facing[1].low > facing[0].high)
    let leaves = try row("facing", "leaves the way that both share before the decision square")
    #expect(leaves[1].low > leaves[0].high)
    let (agreement, drawn) = try (
      row("value", "likeliest action to the highest value, all squares"), row("value", "by chance, all squares")
    )
    #expect(zip(agreement, drawn).allSatisfy { $0.low > $1.high })
    let (action, value) = try (
      row("value", "likeliest action towards the cheese, where they part"),
      row("value", "highest value towards the cheese, where they part")
    )
    #expect(zip(action, value).allSatisfy { $0.low > $1.high })
  }

  /// The columns: above random and levels, of either policy.
  @Test func edits() throws {
    func trained(_ label: String) throws -> Estimate {
      try #require(tables["edits"]?.first { $0.label == label }, "\(label)").cells[0].estimate()
    }
    #expect(try trained("own cheese vector, -1: cheese").high < 0)
    #expect(try trained("another level's, cheese on the same square, -1: cheese").high < 0)
    for label in [
      "own cheese vector, +1: cheese", "the mean of 100 others, -1: cheese", "top-right vector, +1: corner",
    ] { #expect(try !trained(label).differs, "\(label)") }
  }

  @Test func singleChannels() throws {
    let rows = try #require(tables["channels"]).map { ($0.label, try $0.cells[0].estimate()) }
    let raised = rows.filter { $0.0.contains("(+") }
    try #require(rows.count == 11 && raised.count == 2)
    #expect(raised.allSatisfy { $0.1.low > 0 && $0.1.n == 5 })
    #expect(rows.filter { !$0.0.contains("(+") }.allSatisfy { $0.1.value < 0.04 })
  }

  /// The columns: cheese in the top right, elsewhere; steps towards cheese and corner; the vector taken away.
  @Test func training() throws {
    let rows = try #require(tables["training"]).map { try $0.cells.prefix(5).map { try $0.estimate() } }
    try #require(rows.count == 4)
    #expect(rows[0][0].low > 1.5 * rows[0][1].value && rows[1][3].low > rows[1][2].high)
    #expect(!rows[1][4].differs && rows[2][4].high < 0 && (40...60).contains(rows[3][4].value / rows[2][4].value))
    #expect(rows[2][2].high < 0.25 && rows[3][2].low > 0.7)
  }
}
