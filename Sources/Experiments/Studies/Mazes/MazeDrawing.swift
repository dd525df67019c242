import HookKit
import MazeEnv

/// A maze for the terminal: facts, then the grid with the top row first.
package struct MazeDrawing {
  private let state: MazeState
  private let maze: Maze
  private let inColor: Bool
  private let name: String

  /// - Parameter name: what to call the maze.
  package init(_ state: MazeState, named name: String, inColor: Bool) {
    (self.state, self.name, self.inColor) = (state, name, inColor)
    maze = state.maze
  }

  package var text: String {
    (([title] + facts).map { TextWidth.wrapped($0) } + ["", grid]).joined(separator: "\n")
  }

  /// Which maze it is, and how large.
  var title: String {
    "\(name), \(state.mode.rawValue) mode: \(maze.innerSize) x \(maze.innerSize) squares, row 0 at the bottom"
  }

  /// What is to know of it.
  var facts: [String] {
    let cheese =
      maze.cheeses.isEmpty
      ? "no cheese" : "cheese \(maze.cheeses.map(\.description).joined(separator: " and "))"
    var lines = [
      "mouse \(maze.mouse), \(cheese), "
        + (maze.decisionSquare.map { "decision square \($0)" } ?? "no decision square")
    ]
    let steps = maze.distances(from: maze.start)
    let ways = [("the cheese", maze.cheese), ("the corner", maze.corner)].compactMap { name, square in
      square.flatMap { steps[$0] }.map { "\($0) step\($0 == 1 ? "" : "s") to \(name)" }
    }
    if !ways.isEmpty { lines.append("from the start: \(ways.joined(separator: ", "))") }
    return lines + maze.distributionFaults.map { "unlike procgen's mazes: \($0)" }
  }

  /// The inner maze with one ring of wall, two letters to a square.
  var grid: String {
    let size = maze.innerSize
    let decision = maze.decisionSquare
    return (-1...size).reversed().map { row in
      (-1...size).map { column in cell(Square(row, column), decision) }.joined()
    }.joined(separator: "\n")
  }

  private func cell(_ square: Square, _ decision: Square?) -> String {
    let value = maze.cell(at: square)
    if square == maze.mouse { return painted("M ", "1;36") }
    if value == Int(Cell.cheese) { return painted("C ", "1;33") }
    if value == Int(Cell.wall) { return painted("██", "90") }
    if square == decision { return painted("d ", "35") }
    return value == Int(Cell.empty) ? "  " : "? "
  }

  private func painted(_ text: String, _ code: String) -> String {
    inColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
