import HookKit
import MazeEnv

extension MazeState {
  /// What the maze is to random draws: the number of its level and, where its walls are not those of that level (edited, or
  /// from a file), the walls as well.
  ///
  /// Neither cheese nor mouse count: versions of a maze that differ in them have the same draws, so that a comparison of
  /// them shows what the cheese does and nothing else.
  ///
  /// - Complexity: that of generating the level, some ten microseconds.
  public var drawKey: UInt64 {
    let number = UInt64(UInt32(bitPattern: currentLevelSeed))
    let walls = maze.cells.map { $0 == Cell.wall }
    let own = try? Maze(level: Int(currentLevelSeed), mode: mode)
    if own?.cells.map({ $0 == Cell.wall }) == walls { return number }
    return UInt64(stableHashOf: [number] + walls.map { $0 ? 1 : 0 })
  }
}

extension Square {
  /// The key of the row that shows a maze with its mouse on this inner square: a square has the same draws in every batch,
  /// and other ones in every maze.
  ///
  /// - Parameter maze: the maze's ``MazeEnv/MazeState/drawKey``.
  func rowKey(inMaze maze: UInt64) -> UInt64 {
    UInt64(stableHashOf: [maze, UInt64(bitPattern: Int64(row)), UInt64(bitPattern: Int64(column))])
  }
}
