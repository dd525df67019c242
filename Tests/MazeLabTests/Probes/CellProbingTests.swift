import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Statistics
import Testing

/// Convolutional probes: what cells are labelled with, and what is read off them.
@Suite struct CellProbingTests {
  private static let site = "embedder.block2.res1.resadd_out"

  private func rows(
    _ levels: Range<Int>, at names: [String] = [site], mode: MazeMode = .easy, playsEpisodes: Bool = false
  ) throws -> (ProbeRows, [Site]) {
    let policy = try Policy.bundled()
    let sites = try names.map { try #require(policy.graph.site(named: $0)) }
    let rows = try ProbeRows(
      levels: levels, mode: mode, perLevel: 2, sites: sites, policy: policy, under: Plan(), renderer: .plain,
      playsEpisodes: playsEpisodes, options: RunOptions(seed: 1))
    return (rows, sites)
  }

  private func probing(_ target: ProbeTarget, _ rows: ProbeRows, _ site: Site) throws -> CellProbing {
    try CellProbing(site, target, of: rows, .ridge(alpha: 1), folds: 2, seed: 1)
  }

  /// A cell of 16 x 16 is 4 x 4 pixels of the picture, in which an easy maze has 15 squares.
  @Test func cellsAreLabelledByTheSquaresUnderThem() throws {
    let (rows, sites) = try rows(0..<4)
    let open = try probing(.open, rows, sites[0]), mouse = try probing(.mouse, rows, sites[0])
    #expect(open.name == "square open" && mouse.name == "mouse here")
    #expect(open.rows == Array(rows.rows.indices) && open.labels.count == rows.rows.count * 256)
    for (number, row) in rows.rows.enumerated() {
      let maze = try #require(rows.mazes[row.level]).maze
      for cell in 0..<256 {
        // The centre of the cell, in squares from the top left.
        let (down, right) = ((Double(cell / 16) + 0.5) / 16 * 15, (Double(cell % 16) + 0.5) / 16 * 15)
        let square = Square(14 - Int(down), Int(right))
        let inner = maze.inner(square)
        let isOpen = maze.legalSquares.contains(inner) || maze.cheese == inner
        #expect(open.labels[number * 256 + cell] == isOpen)
        if mouse.labels[number * 256 + cell] {
          #expect(abs(square.row - row.mouse.row) + abs(square.column - row.mouse.column) <= 1)
        }
      }
      #expect((1...4).contains(mouse.labels[number * 256..<(number + 1) * 256].count { $0 }))
    }
  }

  /// The cheese's own channels are there to be found in the network's second block, on levels that no fit has seen.
  @Test func whatIsThereIsRead() throws {
    let (rows, sites) = try rows(0..<20)
    for target in [ProbeTarget.cheese, .open] {
      let probing = try probing(target, rows, sites[0])
      let result = try probing.result()
      #expect(result.score > 0.8 && result.baseline == 0.5, "\(probing.name) \(result.score)")
      #expect(try probing.readout().directions.columns == 32)
    }
  }

  @Test func directionsAreVectorsOfChannels() throws {
    let (rows, sites) = try rows(0..<4)
    let probing = try probing(.open, rows, sites[0])
    var directions = ProbeDirections()
    try directions.add(probing, probing.result())
    let archive = directions.archive(rows)
    let direction = try #require(archive["\(Self.site).square-open"])
    #expect(direction.shape == [32, 1, 1] && archive["\(Self.site).square-open.offset"]?.shape == [1])
    let plan = Plan { Edit(SitePattern(Self.site), .add(vector: direction, scale: 2)) }
    let inputs = Inputs(Tensor(repeating: 0.5, shape: [1, 3, 64, 64]))
    let run = try Policy.bundled().graph.run(
      inputs, under: plan, capturing: [Capture(SitePattern(Self.site)), .before(SitePattern(Self.site))])
    let change = run[Self.site] - (try #require(run.capturedBefore[Self.site]))
    for channel in [0, 31] {
      for cell in [0, 255] {
        #expect(abs(change.scalars[channel * 256 + cell] - 2 * direction.scalars[channel]) < 1e-4)
      }
    }
  }

  @Test func whatIsNoLabelOfCellsIsAnError() throws {
    #expect(throws: ProbeError.notForCells(target: "action")) {
      try ProbeTarget.action.check(isLogistic: nil, ofCells: true)
    }
    #expect(throws: ProbeError.onlyForCells(target: "open")) { try ProbeTarget.open.check(isLogistic: nil) }
    let (rows, sites) = try rows(0..<2, at: ["embedder.fc_out"])
    #expect(throws: ProbeError.noChannels(site: "embedder.fc_out", shape: [256])) {
      try probing(.mouse, rows, sites[0])
    }
    let (memory, images) = try self.rows(0..<2, mode: .memory)
    #expect(throws: ProbeError.noGrid) { try probing(.mouse, memory, images[0]) }
  }

  /// Episodes from the squares, as a rollout from there plays them.
  @Test func whetherThePolicyGetsTheCheeseIsATarget() throws {
    let (rows, _) = try rows(0..<12, at: ["embedder.fc_out"], mode: .hard, playsEpisodes: true)
    #expect(rows.rows.allSatisfy { $0.gotCheese != nil })
    #expect(Set(rows.rows.map(\.gotCheese)).count == 2, "all episodes end alike, which shows nothing")
    var options = RolloutOptions()
    options.seed = 1
    for row in rows.rows {
      var state = try MazeState(level: row.level, mode: .hard)
      try state.maze.placeMouse(at: state.maze.inner(row.mouse))
      var outcome: Episode.Outcome?
      try Rollout.run(.states([state]), policy: .bundled(), on: .native(.plain), options: options) {
        outcome = $0.outcome
      }
      #expect(row.gotCheese == (outcome == .cheese))
    }
    let question = try #require(try ProbeTarget.gotCheese.questions(of: rows, isLogistic: nil).first)
    #expect(question.name == "got-cheese" && question.target.rows == rows.rows.count)
    let plain = try self.rows(0..<2).0
    #expect(throws: ProbeError.nothingKnown(target: "got-cheese", rows: plain.rows.count)) {
      try ProbeTarget.gotCheese.questions(of: plain, isLogistic: nil)
    }
  }
}
