import Foundation
import HookKit
import MazeEnv
import MazeLab
import Testing

@Suite struct MazeMetricTests {
  private static func registry() -> Registry {
    var registry = Registry()
    registry.addBuiltInMazeMetrics()
    return registry
  }

  private static func values(_ maze: Maze) -> [String: Double] {
    let measured = MeasuredMaze(maze, level: 0)
    return registry().mazeMetrics.reduce(into: [:]) { $0[$1.name] = $1.value(measured) }
  }

  /// The cheese is at (2, 0), the decision square at (0, 0), the corner at (2, 2); all is within the region.
  @Test func byHand() throws {
    let found = Self.values(try HandMaze.state().maze)
    let diagonal = 8.0.squareRoot()
    let outer = try HandMaze.state().maze.outer(Square(2, 0))
    let expected = [
      "euc-dist-cheese-decision-square": 2, "taxi-dist-cheese-decision-square": 2,
      "steps-between-cheese-decision-square": 2,
      "euc-dist-cheese-top-right": 2, "taxi-dist-cheese-top-right": 2, "steps-between-cheese-top-right": 6,
      "euc-dist-decision-square-top-right": diagonal, "taxi-dist-decision-square-top-right": 4,
      "steps-between-decision-square-top-right": 4,
      "euc-dist-cheese-5x5": 0, "taxi-dist-cheese-5x5": 0, "steps-between-cheese-5x5": 0,
      "euc-dist-decision-square-5x5": 0, "taxi-dist-decision-square-5x5": 0, "steps-between-decision-square-5x5": 0,
      "cheese-coord-norm": hypot(Double(outer.row), Double(outer.column)),
      "size": 3, "squares": 6, "background": 0, "cheese-row": 2, "cheese-column": 0, "cheese-region": 3,
      "steps-between-start-cheese": 2, "steps-between-start-decision-square": 0, "steps-between-start-top-right": 4,
    ]
    #expect(found == expected)
  }

  /// On levels of procgen: the laws that distances keep, whatever the maze.
  @Test func lawsOfDistances() throws {
    var decided = 0
    for level in 0..<60 {
      let maze = try Maze(level: level)
      let measured = MeasuredMaze(maze, level: level)
      let found = Self.values(maze)
      let hasDecision = maze.decisionSquare != nil
      #expect(found.count == (hasDecision ? 25 : 15), "level \(level)")
      for pair in ["cheese-top-right", "cheese-5x5", "decision-square-5x5"] where hasDecision || !pair.contains("dec") {
        let steps = try #require(found["steps-between-\(pair)"]), taxi = try #require(found["taxi-dist-\(pair)"])
        let straight = try #require(found["euc-dist-\(pair)"])
        #expect(straight <= taxi + 1e-9 && taxi <= steps, "level \(level) \(pair)")
      }
      #expect(measured.region.allSatisfy { min($0.row, $0.column) >= maze.innerSize - 5 && maze.cell(at: $0) != 51 })
      guard hasDecision, let decision = measured.decision else { continue }
      decided += 1
      // The ways part at the decision square and never meet again.
      #expect(
        found["steps-between-cheese-top-right"]
          == (found["steps-between-cheese-decision-square"] ?? 0)
          + (found["steps-between-decision-square-top-right"] ?? 0))
      // The nearest square of the region, searched without the measured maze.
      let near = measured.region.compactMap { maze.shortestPath(from: decision, to: $0)?.count }.min().map {
        Double($0 - 1)
      }
      #expect(found["steps-between-decision-square-5x5"] == near)
    }
    #expect(decided > 20)
  }

  @Test func withoutCheese() throws {
    var state = try HandMaze.state()
    state.maze.removeCheese()
    #expect(
      Self.values(state.maze).keys.sorted() == ["background", "size", "squares", "steps-between-start-top-right"])
  }

  private enum DeadEnds: MazeMetric {
    static let name = "dead-ends"
    static let summary = "squares with one way only"
    static func value(of maze: MeasuredMaze) -> Double? {
      let open = Set(maze.maze.legalSquares + maze.maze.cheeses)
      return Double(
        open.count { square in
          [(0, 1), (1, 0), (0, -1), (-1, 0)].count { open.contains(Square(square.row + $0.0, square.column + $0.1)) }
            == 1
        })
    }
  }

  @Test func aPluginAddsOne() throws {
    var registry = Self.registry()
    registry.add(DeadEnds.self)
    let metric = try registry.checked().mazeMetric("dead-ends")
    #expect(metric.value(MeasuredMaze(try HandMaze.state().maze, level: 0)) == 2)
    registry.add(DeadEnds.self)
    #expect(message { _ = try registry.checked() }.contains("metric \"dead-ends\": is registered twice"))
    #expect(message { _ = try registry.mazeMetric("dead-end") }.contains("did you mean \"dead-ends\""))
    #expect(Registry.studiedMazeMetrics.count == 11)
  }
}
