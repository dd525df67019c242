/// The values of a world's cells.
public enum Cell {
  /// Nothing there: the mouse may stand on it.
  public static let empty: Int32 = 100
  /// A wall. Everything outside the world counts as one.
  public static let wall: Int32 = 51
  /// The cheese, which ends the level when the mouse reaches it.
  public static let cheese: Int32 = 2
}

/// What procgen draws from the level generator when a level starts.
struct Level {
  static let backgroundCount: UInt32 = 9

  let mode: MazeMode
  /// The shift of the background, which never shows but is part of the state.
  let backgroundShift: Float
  let background: Int
  /// The number of cells along each side of the inner maze: odd.
  let innerSize: Int
  /// The world, row by row, the bottom row first.
  private(set) var cells: [Int32]

  /// The number of rings of wall around the inner maze.
  var margin: Int { (mode.worldSize - innerSize) / 2 }

  /// Generates a level; `generator` must just have been seeded with the level's number.
  init(mode: MazeMode, generator: inout MersenneTwister) {
    self.mode = mode
    let world = mode.worldSize
    backgroundShift = generator.unit()
    background = Int(generator.below(Self.backgroundCount))
    innerSize = 3 + 2 * Int(generator.below(UInt32((world - 1) / 2)))
    cells = [Int32](repeating: Cell.wall, count: world * world)
    let carved = SpanningMaze(size: innerSize, generator: &generator).carved
    for id in carved { cells[worldIndex(of: id)] = Cell.empty }
    // The mouse starts on inner cell 0, so the cheese goes elsewhere.
    var cheese = 0
    while cheese == 0 { cheese = carved[Int(generator.below(UInt32(carved.count)))] }
    cells[worldIndex(of: cheese)] = Cell.cheese
  }

  private func worldIndex(of id: Int) -> Int {
    (id / innerSize + margin) * mode.worldSize + id % innerSize + margin
  }
}
