import Experiments
import Retarget
import Testing

@Suite struct ExperimentTests {
  private func lab(_ levels: [Int]) throws -> Lab {
    var registry = try Registry.builtIn
    registry.addBuiltInMetrics()
    registry.add(Plugin.self)
    return Lab(policy: try .bundled(), renderer: .plain, levels: levels, registry: try registry.checked())
  }

  /// A level whose maze is small, so that the map is soon made.
  private var small: Int {
    get throws { try #require((0..<100).first { (5...7).contains(try Maze(level: $0).innerSize) }) }
  }

  @Test func theMapHasEverySquareButTheStart() throws {
    let level = try small
    let found = try lab([level]).findings(of: "retarget-heat-map", "--channels", "5", "9")
    try found.checkedNames()
    let table = try #require(found.items.compactMap { $0 as? DataTable }.first)
    let open = try Maze(level: level).withoutCheese().legalSquares.count
    #expect(table.rows.map { $0[1] } == [.integer(open - 1)])
    #expect(found.items.contains { $0.name == "level-\(level)" })
  }

  @Test(arguments: [("retarget-heat-map", "--pictures=-1"), ("retarget-strength", "--targets=0")])
  func numbersAreJudgedFirst(name: String, option: String) throws {
    #expect(throws: (any Error).self) { try lab([0]).findings(of: name, option) }
  }

  /// Of two squares that one cell covers, each has a number of its own; a cache by cells would give both the
  /// same.
  @Test func squaresOfOneCellDiffer() throws {
    let lab = try lab([])
    var maze = try lab.maze(small)
    maze.maze.removeCheese()
    let squares = maze.maze.legalSquares.filter { $0 != maze.maze.start }
    let geometry = try #require(maze.maze.geometry)
    let cells = Dictionary(grouping: squares) { square in
      let cells = geometry.cells(row: square.row, column: square.column, height: 16, width: 16)
      return [cells.lines.lowerBound, cells.columns.lowerBound]
    }
    let pair = try #require(cells.values.first { $0.count > 1 })
    let probabilities = try pair.map { square in
      let plan = Plan { Edit("embedder.block2.res1.resadd_out", Retarget(square: square, channels: [5, 9])) }
      return try lab.field(of: maze, under: plan).pathProbability(to: square)
    }
    #expect(Set(probabilities).count == pair.count)
  }

  @Test func strengthHasARowForEachValue() throws {
    let found = try lab([small]).findings(
      of: "retarget-strength", "--channels", "5", "--value", "0", "--value", "5.5", "--targets", "2")
    try found.checkedNames()
    let table = try #require(found.items.compactMap { $0 as? DataTable }.first)
    #expect(table.rows.map { $0[0] } == [.number(0), .number(5.5)])
  }
}
