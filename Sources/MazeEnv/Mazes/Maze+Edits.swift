extension Maze {
  /// Moves the cheese; several cheeses become one, and a maze without cheese gets one.
  ///
  /// - Parameters:
  ///   - square: where to.
  ///   - coordinates: whether the square is one of the inner maze or of the whole world.
  ///   - replacingWall: put the cheese in place of a wall, as procgen allows; otherwise an error.
  /// - Throws: ``MazeError`` for a square outside the maze, or a wall.
  public mutating func moveCheese(
    to square: Square, in coordinates: SquareFrame = .inner, replacingWall: Bool = false
  ) throws {
    let index = try index(of: square, in: coordinates)
    guard replacingWall || cells[index] != Cell.wall else {
      throw MazeError.squareIsWall(square, coordinates)
    }
    removeCheese()
    cells[index] = Cell.cheese
  }

  /// Makes every cheese's square empty.
  public mutating func removeCheese() {
    for index in cells.indices where cells[index] == Cell.cheese { cells[index] = Cell.empty }
  }

  /// Adds a cheese to those that are there.
  ///
  /// - Throws: ``MazeError`` for a square outside the maze, or a wall.
  public mutating func addCheese(at square: Square, in coordinates: SquareFrame = .inner) throws {
    let index = try index(of: square, in: coordinates)
    guard cells[index] != Cell.wall else { throw MazeError.squareIsWall(square, coordinates) }
    cells[index] = Cell.cheese
  }

  /// Puts the mouse on a square that is no wall.
  ///
  /// - Parameters:
  ///   - square: where to.
  ///   - coordinates: whether the square is one of the inner maze or of the whole world.
  ///   - insideWall: allow a wall, as procgen does.
  /// - Throws: ``MazeError`` for a square outside the maze, or a wall.
  public mutating func placeMouse(
    at square: Square, in coordinates: SquareFrame = .inner, insideWall: Bool = false
  ) throws {
    let index = try index(of: square, in: coordinates)
    guard insideWall || cells[index] != Cell.wall else { throw MazeError.squareIsWall(square, coordinates) }
    outerMouse = Square(index / worldSize, index % worldSize)
  }

  /// Makes a square a wall.
  ///
  /// - Throws: ``MazeError`` for a square outside the maze, or that of the mouse or a cheese.
  public mutating func setWall(at square: Square, in coordinates: SquareFrame = .inner) throws {
    let index = try index(of: square, in: coordinates)
    if cells[index] == Cell.cheese { throw MazeError.squareIsTaken(square, coordinates, by: "cheese") }
    if outerMouse == Square(index / worldSize, index % worldSize) {
      throw MazeError.squareIsTaken(square, coordinates, by: "mouse")
    }
    cells[index] = Cell.wall
  }

  /// Makes a wall empty; a square that is no wall stays as it is.
  ///
  /// - Throws: ``MazeError`` for a square outside the maze.
  public mutating func open(at square: Square, in coordinates: SquareFrame = .inner) throws {
    let index = try index(of: square, in: coordinates)
    if cells[index] == Cell.wall { cells[index] = Cell.empty }
  }

  /// Chooses the background.
  ///
  /// - Throws: `MazeError.background` unless it is one of 0 to 8.
  public mutating func setBackground(_ index: Int) throws {
    guard (0..<Int(Level.backgroundCount)).contains(index) else { throw MazeError.background(index) }
    background = index
  }

  /// The maze with its cheese elsewhere; see `moveCheese(to:in:replacingWall:)`.
  public func withCheese(at square: Square, in coordinates: SquareFrame = .inner) throws -> Maze {
    var maze = self
    try maze.moveCheese(to: square, in: coordinates)
    return maze
  }

  /// The maze without cheese.
  public func withoutCheese() -> Maze {
    var maze = self
    maze.removeCheese()
    return maze
  }

  /// The maze with its mouse elsewhere; see `placeMouse(at:in:insideWall:)`.
  public func withMouse(at square: Square, in coordinates: SquareFrame = .inner) throws -> Maze {
    var maze = self
    try maze.placeMouse(at: square, in: coordinates)
    return maze
  }

  private func index(of square: Square, in coordinates: SquareFrame) throws -> Int {
    let size = coordinates == .inner ? innerSize : worldSize
    guard (0..<size).contains(square.row), (0..<size).contains(square.column) else {
      throw MazeError.squareOutside(square, coordinates, size: size)
    }
    let outer = coordinates == .inner ? outer(square) : square
    return outer.row * worldSize + outer.column
  }
}
