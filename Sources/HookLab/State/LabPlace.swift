import HookKit
import MazeEnv
import MazeLab

/// Where a maze of a page comes from: a level, perhaps with its cheese and mouse elsewhere; or a drawing.
///
/// A level stays the environment that it was, so that draws and backgrounds are those of the command line.
struct LabPlace: Sendable {
  let state: MazeState
  /// The words that name the maze: `--level 8 --no-cheese`; nil for one that has to be drawn.
  let arguments: [String]?
  private let isTurned: Bool

  /// - Parameter level: that which the maze was made from.
  init(_ maze: Maze, level: Int?) throws {
    isTurned = maze.facing == .right
    if let level, let edits = try Self.edits(from: level, to: maze) {
      var state = try MazeState(level: level, mode: maze.mode)
      state.maze = maze
      self.state = state
      arguments = ["--level", "\(level)"] + (maze.mode == .hard ? [] : ["--mode", maze.mode.rawValue]) + edits
    } else {
      state = try MazeState(maze: maze)
      arguments = nil
    }
  }

  /// The options that make a maze of a level; nil where there are none that do.
  private static func edits(from level: Int, to wanted: Maze) throws -> [String]? {
    var maze = try Maze(level: level, mode: wanted.mode)
    var words: [String] = []
    // Squares of the options are those of the maze as it was, as the command takes them.
    if maze.cheeses != wanted.cheeses {
      if let cheese = wanted.cheese {
        guard (try? maze.moveCheese(to: cheese)) != nil else { return nil }
        words += ["--cheese", "\(cheese.row),\(cheese.column)"]
      } else {
        maze.removeCheese()
        words.append("--no-cheese")
      }
    }
    if maze.mouse != wanted.mouse {
      guard (try? maze.placeMouse(at: wanted.mouse)) != nil else { return nil }
      words += ["--mouse", "\(wanted.mouse.row),\(wanted.mouse.column)"]
    }
    maze.facing = wanted.facing
    return maze == wanted ? words : nil
  }

  /// The facing as the command line has to say it: a level's mouse looks left, and a drawing says where its looks.
  func facing(_ asked: FieldFacing) -> FieldFacing {
    asked == .state && isTurned && arguments != nil ? .right : asked
  }
}
