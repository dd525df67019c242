import MazeEnv
import Testing

@Suite("Mazes as values")
struct MazeTests {
  @Test func levelZeroHasItsKnownGeometry() throws {
    let maze = try Maze(level: 0)
    #expect(maze.padding == 6 && maze.innerSize == 13)
    #expect(maze.mouse == Square(0, 0) && maze.corner == Square(12, 12))
    #expect(maze.cheese == Square(5, 0) && maze.cheeses == [Square(5, 0)])
    #expect(maze.inner(maze.outer(Square(3, 4))) == Square(3, 4))
    #expect(maze.cell(at: Square(5, 0)) == 2 && maze.cell(at: Square(11, 6), in: .outer) == 2)
    #expect(maze.cell(at: Square(-7, 0)) == 51 && maze.cell(at: Square(99, 0), in: .outer) == 51)
    #expect(maze.innerGrid.count == 13 && maze.innerGrid[5][0] == 2)
    #expect(maze.legalSquares.count == 14 * 14 / 2 - 2)
    #expect(maze.legalSquares == maze.legalSquares.sorted())
    #expect(!maze.legalSquares.contains(Square(5, 0)))
    #expect(maze.isTree && maze.isOnDistribution)
  }

  @Test func editsChangeWhatTheySay() throws {
    var maze = try Maze(level: 0)
    let cells = maze.cells
    try maze.moveCheese(to: Square(6, 7), in: .outer)
    #expect(maze.cheese == Square(0, 1) && maze.cheeses.count == 1)
    try maze.moveCheese(to: Square(5, 0))
    #expect(maze.cells == cells)
    maze.removeCheese()
    #expect(maze.cheese == nil && maze.legalSquares.contains(Square(5, 0)))
    try maze.moveCheese(to: Square(0, 2))
    try maze.addCheese(at: Square(0, 4))
    #expect(maze.cheeses == [Square(0, 2), Square(0, 4)] && maze.cheese == Square(0, 2))
    try maze.placeMouse(at: Square(12, 12))
    #expect(maze.outerMouse == Square(18, 18))
    try maze.setWall(at: Square(2, 0))
    #expect(maze.cell(at: Square(2, 0)) == 51)
    try maze.open(at: Square(2, 0))
    #expect(maze.cell(at: Square(2, 0)) == 100)
    try maze.setBackground(8)
    #expect(maze.background == 8)
  }

  @Test func editsThatCannotBeAreRefused() throws {
    var maze = try Maze(level: 0)
    let before = maze
    #expect(throws: MazeError.squareOutside(Square(13, 0), .inner, size: 13)) {
      try maze.moveCheese(to: Square(13, 0))
    }
    #expect(throws: MazeError.squareOutside(Square(0, 25), .outer, size: 25)) {
      try maze.placeMouse(at: Square(0, 25), in: .outer)
    }
    #expect(throws: MazeError.squareOutside(Square(-1, 0), .inner, size: 13)) {
      try maze.open(at: Square(-1, 0))
    }
    #expect(throws: MazeError.squareIsWall(Square(1, 1), .inner)) { try maze.moveCheese(to: Square(1, 1)) }
    #expect(throws: MazeError.squareIsWall(Square(1, 1), .inner)) { try maze.placeMouse(at: Square(1, 1)) }
    #expect(throws: MazeError.squareIsTaken(Square(0, 0), .inner, by: "mouse")) {
      try maze.setWall(at: Square(0, 0))
    }
    #expect(throws: MazeError.squareIsTaken(Square(5, 0), .inner, by: "cheese")) {
      try maze.setWall(at: Square(5, 0))
    }
    #expect(throws: MazeError.background(9)) { try maze.setBackground(9) }
    #expect(maze == before)
    try maze.moveCheese(to: Square(1, 1), replacingWall: true)
    try maze.placeMouse(at: Square(1, 3), insideWall: true)
    #expect(maze.cheese == Square(1, 1) && maze.mouse == Square(1, 3))
    #expect(
      MazeError.squareOutside(Square(13, 0), .inner, size: 13).description
        == "inner square (13, 0): is outside this maze; inner rows and columns are 0 to 12, row 0 at the bottom"
    )
  }

  @Test func pathsAndTheDecisionSquareOfADrawnMaze() throws {
    let text = """
      mode: easy

      ....M
      .####
      .....
      .#.##
      ....C
      """
    let maze = try Maze(text: text)
    #expect(maze.padding == 5 && maze.innerSize == 5)
    #expect(maze.cheese == Square(0, 4) && maze.mouse == Square(4, 4))
    #expect(
      maze.shortestPath(from: Square(2, 4), to: Square(2, 2)) == [Square(2, 4), Square(2, 3), Square(2, 2)])
    #expect(maze.shortestPath(from: Square(0, 0), to: Square(0, 0)) == [Square(0, 0)])
    #expect(maze.shortestPath(from: Square(0, 0), to: Square(1, 1)) == nil)
    #expect(maze.shortestPath(from: Square(1, 1), to: Square(0, 0)) == nil)
    #expect(maze.shortestPath(from: Square(-40, 0), to: Square(90, 0)) == nil)
    let toCorner = [0, 1, 2, 3, 4].map { Square($0, 0) } + [1, 2, 3, 4].map { Square(4, $0) }
    #expect(maze.shortestPath(from: maze.start, to: maze.corner) == toCorner)
    // The two ways part at once: right to the cheese, up to the corner.
    #expect(maze.decisionSquare == Square(0, 0))
    #expect(maze.distances(from: maze.start)[Square(0, 4)] == 4)
    #expect(!maze.isTree)
    #expect(maze.distributionFaults == [.cycles(1)])
  }

  @Test func theDecisionSquareIsTheLastSharedOne() throws {
    var maze = try Maze(text: "mode: easy\n\n..#..\n#.#.#\n.....\n.###.\nM#...\n")
    #expect(maze.decisionSquare == nil)
    try maze.moveCheese(to: Square(4, 0))
    #expect(maze.decisionSquare == Square(2, 1))
    // On the way to the corner, or at it, one path is a part of the other.
    try maze.moveCheese(to: Square(2, 3))
    #expect(maze.decisionSquare == nil)
    try maze.moveCheese(to: maze.corner)
    #expect(maze.decisionSquare == nil)
    // Beyond the parting the mouse's own square plays no part.
    try maze.placeMouse(at: Square(0, 4))
    try maze.moveCheese(to: Square(0, 2))
    #expect(maze.decisionSquare == Square(2, 3))
  }

  @Test func distributionFaultsSayWhatIsOff() throws {
    var maze = try Maze(level: 0)
    try maze.open(at: Square(1, 1))
    let faults = maze.distributionFaults
    #expect(faults.contains(.opened(Square(1, 1))))
    maze = try Maze(level: 0)
    maze.removeCheese()
    #expect(maze.distributionFaults == [.cheeseCount(0)])
    try maze.moveCheese(to: Square(0, 0))
    #expect(maze.distributionFaults == [.cheeseAtStart])
    maze = try Maze(level: 0)
    try maze.setWall(at: Square(12, 12))
    #expect(maze.distributionFaults.contains(.closed(Square(12, 12))))
    #expect(Maze(mode: .easy).distributionFaults.contains(.size(0)))
    let split = try Maze(text: "mode: easy\n\n..C\n###\nM..\n")
    #expect(split.distributionFaults == [.disconnected(3)])
    #expect(!split.isTree)
    let strange = try Maze(text: "mode: easy\nvalue: 8, 6, 25\n\n?.C\n.##\nM..\n")
    #expect(strange.distributionFaults == [.value(Square(2, 0), 25)])
    #expect(!strange.legalSquares.contains(Square(2, 0)))
  }

  @Test func openingSquaresInThePaddingMakesTheInnerMazeLarger() throws {
    var maze = try Maze(level: 0)
    for i in 19..<25 { try maze.open(at: Square(18, i), in: .outer) }
    for i in 19..<25 { try maze.open(at: Square(i, 24), in: .outer) }
    #expect(maze.padding == 0 && maze.innerSize == 25)
    #expect(maze.mouse == Square(6, 6) && maze.cheese == Square(11, 6))
    #expect(maze.shortestPath(from: maze.mouse, to: maze.corner) != nil)
    #expect(maze.shortestPath(from: maze.start, to: maze.corner) == nil)
  }

  @Test(arguments: [Int.max, Int.min, Int.max - 5, 1 << 40])
  func squaresBeyondAllBoundsAreErrorsAndNoEnd(far: Int) throws {
    let maze = try Maze(level: 3, mode: .hard)
    for square in [Square(far, 0), Square(0, far), Square(far, far)] {
      for coordinates in [SquareFrame.inner, .outer] {
        #expect(throws: MazeError.self) { try maze.withMouse(at: square, in: coordinates) }
        #expect(throws: MazeError.self) { try maze.withCheese(at: square, in: coordinates) }
        #expect(maze.cell(at: square, in: coordinates) == Int(Cell.wall))
      }
      #expect(maze.shortestPath(from: maze.start, to: square) == nil)
      #expect(maze.inner(maze.outer(square)) == square)
    }
  }
}
