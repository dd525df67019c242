/// A maze as a value: everything that shows in the picture, and nothing else.
///
/// The *world* is square, `worldSize` cells along each side, and holds the *inner* maze with rings of wall
/// around it. The number of those rings is the `padding`: inner = outer - padding. It is counted anew after
/// every edit, so that opening a square beside the maze makes the inner maze larger.
public struct Maze: Sendable, Hashable {
  /// The mode, which fixes the size of the world.
  public let mode: MazeMode
  /// The world's cells (`Cell`), row by row, the bottom row first; `worldSize` squared of them.
  public internal(set) var cells: [Int32]
  /// The outer square of the mouse.
  public internal(set) var outerMouse: Square
  /// The mouse faces right; it faces left at the start of every level.
  public var mouseFacesRight = false
  /// Which of the nine backgrounds is drawn, 0 to 8.
  public internal(set) var background = 0

  /// A world of a mode whose cells are all wall, with the mouse in the bottom left corner.
  public init(mode: MazeMode = .hard) {
    self.mode = mode
    cells = [Int32](repeating: Cell.wall, count: mode.worldSize * mode.worldSize)
    outerMouse = Square(0, 0)
  }

  /// The maze of a level as procgen generates it.
  ///
  /// - Complexity: about ten microseconds.
  /// - Throws: `MazeError.levelOutOfRange` unless `level` is one of `0...2147483647`.
  public init(level: Int, mode: MazeMode = .hard) throws {
    let seed = try LevelRange(start: level, count: 1).low
    var generator = MersenneTwister(seed: UInt32(bitPattern: seed))
    let generated = Level(mode: mode, generator: &generator)
    self.mode = mode
    cells = generated.cells
    outerMouse = Square(generated.margin, generated.margin)
    background = generated.background
  }

  /// The number of cells along each side of the world.
  public var worldSize: Int { mode.worldSize }

  /// The number of outer rings that are wall on all four sides.
  public var padding: Int {
    let size = worldSize
    var rings = 0
    while 2 * rings < size {
      let far = size - 1 - rings
      let isRing = (rings...far).allSatisfy { i in
        isWall(rings, i) && isWall(far, i) && isWall(i, rings) && isWall(i, far)
      }
      if !isRing { break }
      rings += 1
    }
    return rings
  }

  /// The number of squares along each side of the inner maze; 0 when the world is all wall.
  public var innerSize: Int { max(0, worldSize - 2 * padding) }

  /// The values of the inner maze, row 0 at the bottom.
  public var innerGrid: [[Int]] {
    let padding = padding
    return (0..<innerSize).map { row in
      (0..<innerSize).map { column in Int(cells[(row + padding) * worldSize + column + padding]) }
    }
  }

  /// The outer square of an inner one.
  ///
  /// Sums wrap: no square so far out that they do lies in the world, and asking for it must not end the program.
  public func outer(_ inner: Square) -> Square { Square(inner.row &+ padding, inner.column &+ padding) }

  /// The inner square of an outer one; outside `0..<innerSize` for squares in the padding.
  public func inner(_ outer: Square) -> Square { Square(outer.row &- padding, outer.column &- padding) }

  /// The value of a cell; everything outside the world is wall.
  public func cell(at square: Square, in coordinates: SquareFrame = .inner) -> Int {
    let square = coordinates == .inner ? outer(square) : square
    return contains(square) ? Int(cells[square.row * worldSize + square.column]) : Int(Cell.wall)
  }

  /// The inner square of the cheese, the first in row-major order when there are several; nil without cheese.
  public var cheese: Square? { cheeses.first }

  /// The inner squares of all cheeses, in row-major order.
  public var cheeses: [Square] { innerSquares { $0 == Cell.cheese } }

  /// The inner square of the mouse; outside `0..<innerSize` when it stands in the padding.
  public var mouse: Square { inner(outerMouse) }

  /// The inner squares where the mouse may stand, in row-major order: the empty ones, not the cheese's.
  public var legalSquares: [Square] { innerSquares { $0 == Cell.empty } }

  /// The bottom left square of the inner maze, where the mouse starts.
  public var start: Square { Square(0, 0) }

  /// The top right square of the inner maze.
  public var corner: Square { Square(innerSize - 1, innerSize - 1) }

  func contains(_ outer: Square) -> Bool {
    let range = 0..<worldSize
    return range.contains(outer.row) && range.contains(outer.column)
  }

  func innerSquares(where isIncluded: (Int32) -> Bool) -> [Square] {
    let padding = padding
    let size = worldSize
    guard 2 * padding < size else { return [] }
    var squares = [Square]()
    for row in padding..<(size - padding) {
      for column in padding..<(size - padding) where isIncluded(cells[row * size + column]) {
        squares.append(Square(row - padding, column - padding))
      }
    }
    return squares
  }

  private func isWall(_ row: Int, _ column: Int) -> Bool { cells[row * worldSize + column] == Cell.wall }
}
