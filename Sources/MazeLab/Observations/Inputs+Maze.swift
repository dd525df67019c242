import HookKit
import MazeEnv

extension Inputs {
  /// The observations of a maze with its mouse on each of `squares` (inner coordinates), `[squares.count, 3, 64, 64]`.
  ///
  /// The key of a row is made of the maze and the square, so that a square gets the same noise in every batch, and squares
  /// of different mazes get different noise.
  public init(mouseOn squares: [Square], of state: MazeState, renderer: MazeRenderer) {
    let maze = state.maze
    let (level, geometry, key) = (Int(state.currentLevelSeed), maze.geometry, state.drawKey)
    let rows = squares.map { square in
      Row(
        key: square.rowKey(inMaze: key), labels: MazeLabels.labels(of: maze, mouseAt: square, level: level, key: key),
        geometry: geometry)
    }
    if let images = renderer.images(of: state, mouseAt: squares) {
      self.init(images, rows: rows)
      return
    }
    self.init(renderer.inputs(of: state, mouseAt: squares), rows: rows)
    bases = renderer.inputWithoutMouse(of: state).map { .common($0) }
  }
}

extension Inputs {
  /// What a field of a maze is computed of: the mouse on every legal square, for both facings the rows of each in turn.
  ///
  /// - Complexity: one drawing of the maze for each facing.
  public init(fieldOf state: MazeState, facing: FieldFacing, renderer: MazeRenderer) {
    let squares = state.maze.legalSquares
    let parts = facing.states(of: state).map { Inputs(mouseOn: squares, of: $0, renderer: renderer) }
    self.init(Tensor.concatenating(rows: parts.map(\.tensor)), rows: parts.flatMap(\.rows))
  }
}

/// What the rows of maze inputs are labelled with, for interventions that choose rows by it.
///
/// `cheese` and `mouse` are *outer* squares, "row,column": in them the same label means the same place in the picture,
/// whatever the size of the maze. A maze without cheese has no label `cheese`. `level` is the level's number. Only
/// mazes that do not have the walls of their level have the label `walls`.
public enum MazeLabels {
  /// The outer square of the cheese.
  public static let cheese = "cheese"
  /// The outer square of the mouse.
  public static let mouse = "mouse"
  /// The number of the level.
  public static let level = "level"

  /// Which walls a maze has that are not those of its level, in 16 hexadecimal digits.
  public static let walls = "walls"

  /// The labels of a maze with its mouse on an inner square.
  ///
  /// - Parameters:
  ///   - maze: the maze.
  ///   - square: the inner square of the mouse.
  ///   - level: the number of its level.
  ///   - key: the maze's `drawKey`; nil for a maze with the walls of its level.
  public static func labels(
    of maze: Maze, mouseAt square: Square, level: Int, key: UInt64? = nil
  ) -> [String: String] {
    var labels = [mouse: text(of: maze.outer(square)), self.level: String(level)]
    labels[walls] = walls(key, level)
    labels[cheese] = maze.cheese.map { text(of: maze.outer($0)) }
    return labels
  }

  /// The label of walls that are not those of a level.
  public static func walls(_ key: UInt64?, _ level: Int) -> String? {
    guard let key, key != UInt64(UInt32(truncatingIfNeeded: level)) else { return nil }
    let digits = String(key, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func text(of square: Square) -> String { "\(square.row),\(square.column)" }
}

extension Maze {
  /// How the world lies over the observation; nil in memory mode, whose view moves with the mouse.
  public var geometry: GridGeometry? {
    mode == .memory ? nil : GridGeometry(worldSize: worldSize, padding: padding)
  }
}
