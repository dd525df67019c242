// Made from Documentation/Statistics.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import MazeEnv
import MazeLab
import Testing

/// How many squares have one way only.
enum DeadEnds: MazeMetric {
  static let name = "dead-ends"
  static let summary = "squares with one way only"
  static let possibleRange = 0...Double.infinity

  static func value(of measured: MeasuredMaze) -> Double? {
    let maze = measured.maze, open = Set(maze.legalSquares + maze.cheeses)
    return Double(
      open.count { square in
        ActionGroup.moves.count { move in
          open.contains(Square(square.row + Int(move.delta.row), square.column + Int(move.delta.column)))
        } == 1
      })
  }
}

@Test func deadEndsTakePart() throws {
  var registry = Registry()
  registry.add(DeadEnds.self)
  let measured = MeasuredMaze(try Maze(level: 0), level: 0)
  #expect(try #require(try registry.mazeMetric("dead-ends").value(measured)) > 1)
}
