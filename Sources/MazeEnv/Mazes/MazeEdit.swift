/// Changes of a maze, as people ask for them: squares that are opened, the cheese, the mouse, squares that become walls; then
/// turns, and a cheese that is drawn.
///
/// All squares mean the maze as it was before.
public struct MazeEdit: Sendable, Hashable {
  /// Where the cheese is put; nil to leave it.
  public var cheese: Square?
  /// Whether the cheese is taken away.
  public var noCheese = false
  /// Where the mouse is put; nil to leave it.
  public var mouse: Square?
  /// Which way the mouse looks; nil as it looks.
  public var facing: Facing?
  /// Squares that become walls, and squares that become open.
  public var walls: [Square] = [], opens: [Square] = []
  /// How often the maze is turned by 90 degrees against the clock.
  public var quarterTurns = 0
  /// Whether left and right are swapped.
  public var isMirrored = false
  /// The seed that draws an open square for the cheese; nil to leave it.
  public var randomCheese: UInt64?
  /// What squares count from.
  public var frame = SquareFrame.inner
  /// Whether the cheese may take the place of a wall.
  public var replacesWall = false

  /// No change.
  public init() {}

  /// Whether the squares of the maze stay as they are, the mouse's direction aside.
  public var isEmpty: Bool {
    var other = self
    (other.facing, other.frame, other.replacesWall) = (nil, .inner, false)
    return other == MazeEdit()
  }

  /// Changes a maze.
  ///
  /// - Throws: `MazeError` for squares that cannot be what they are to be.
  public func apply(to maze: inout Maze) throws {
    // Opening a square can make the inner maze larger; squares mean the maze as it was.
    let original = maze
    func outer(_ square: Square) -> Square { frame == .outer ? square : original.outer(square) }
    if frame == .inner { try check([cheese, mouse].compactMap(\.self) + walls + opens, in: original) }
    for square in opens { try maze.open(at: outer(square), in: .outer) }
    if noCheese { maze.removeCheese() }
    if let cheese {
      try asWritten(cheese) { try maze.moveCheese(to: outer(cheese), in: .outer, replacingWall: replacesWall) }
    }
    if let mouse { try asWritten(mouse) { try maze.placeMouse(at: outer(mouse), in: .outer) } }
    for square in walls { try asWritten(square) { try maze.setWall(at: outer(square), in: .outer) } }
    if quarterTurns != 0 { maze.rotate(quarters: quarterTurns) }
    if isMirrored { maze.mirror() }
    if let randomCheese { try maze.moveCheeseAnywhere(seed: randomCheese) }
    if let facing { maze.facing = facing }
  }

  /// In inner coordinates, squares outside the maze are a mistake; outer ones reach the walls around it.
  private func check(_ squares: [Square], in maze: Maze) throws {
    let inner = 0..<maze.innerSize
    for square in squares where !inner.contains(square.row) || !inner.contains(square.column) {
      throw MazeError.squareOutside(square, .inner, size: maze.innerSize)
    }
  }

  /// What goes wrong is said of the square as it was written.
  private func asWritten(_ square: Square, _ body: () throws -> Void) throws {
    do { try body() } catch MazeError.squareIsWall {
      throw MazeError.squareIsWall(square, frame)
    } catch MazeError.squareIsTaken(_, _, let owner) {
      throw MazeError.squareIsTaken(square, frame, by: owner)
    }
  }
}
