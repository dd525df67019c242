import HookKit
import MazeEnv

/// The answer to `maze`: a level, or a maze turned or mirrored.
enum MazeAnswer {
  static func frame(_ request: LabRequest) throws -> LabFrame {
    var frame = LabFrame()
    if let text = request.maze {
      var maze = try Maze(text: text)
      switch request.operation {
      case "rotate": maze.rotate(quarters: 1)
      case "mirror": maze.mirror()
      default: break
      }
      frame.add("maze", value(maze, level: nil))
    } else {
      guard let level = request.level else { throw LabError.missing("level", kind: .maze) }
      guard let mode = MazeMode(rawValue: request.operation ?? "hard") else {
        throw LabError.outOfRange("mode \(request.operation ?? "")", "easy, hard or memory")
      }
      frame.add("maze", value(try Maze(level: level, mode: mode), level: level))
    }
    return frame
  }

  /// A maze as pages have it.
  static func value(_ maze: Maze, level: Int?) -> JSONValue {
    .object([
      .init("text", .string(maze.text)), .init("world", .integer(maze.worldSize)),
      .init("padding", .integer(maze.padding)), .init("level", level.map { .integer($0) } ?? .null),
      .init("isTree", .bool(maze.isTree)),
      .init("warnings", .array(maze.distributionFaults.map { .string($0.description) })),
    ])
  }
}
