import ArgumentParser
import HookKit
import MazeEnv

/// Changes to the maze that any command with a maze takes.
struct MazeEdits: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Put the cheese on this square (inner; row 0 is at the bottom).", valueName: "row,column"),
    transform: SquareText.square)
  var cheese: Square?

  @Flag(help: "Take the cheese away.")
  var noCheese = false

  @Option(
    help: ArgumentHelp("Put the mouse on this square.", valueName: "row,column"), transform: SquareText.square
  )
  var mouse: Square?

  /// Whether there is anything to change.
  var isEmpty: Bool { cheese == nil && !noCheese && mouse == nil }

  /// Where the cheese is, for titles; nil where it is not changed.
  var cheeseInWords: String? { noCheese ? "without cheese" : cheese.map { "cheese moved to \($0)" } }

  /// Changes a maze.
  ///
  /// - Parameter replacingWall: whether the cheese may take the place of a wall.
  func apply(to maze: inout Maze, in coordinates: SquareFrame = .inner, replacingWall: Bool = false) throws {
    if cheese != nil && noCheese { throw InputError.cheeseBothWays }
    let outerMouse = mouse.map { coordinates == .inner ? maze.outer($0) : $0 }
    if noCheese { maze.removeCheese() }
    if let cheese { try maze.moveCheese(to: cheese, in: coordinates, replacingWall: replacingWall) }
    // The padding may have changed with the cheese; squares were meant in the maze as it was.
    if let mouse, let outerMouse { try place(mouse, coordinates, at: outerMouse, in: &maze) }
  }

  /// Places the mouse; what goes wrong is said of the square as it was written.
  private func place(
    _ mouse: Square, _ coordinates: SquareFrame, at outerMouse: Square, in maze: inout Maze
  ) throws {
    do {
      try maze.placeMouse(at: outerMouse, in: .outer)
    } catch MazeError.squareOutside {
      let size = coordinates == .inner ? maze.innerSize : maze.worldSize
      throw MazeError.squareOutside(mouse, coordinates, size: size)
    } catch MazeError.squareIsWall {
      throw MazeError.squareIsWall(mouse, coordinates)
    }
  }

  /// Changes the maze of a state, and nothing else of it.
  func apply(to state: inout MazeState) throws {
    guard !isEmpty else { return }
    var maze = state.maze
    try apply(to: &maze)
    state.maze = maze
  }
}

/// Squares as options spell them: `3,4`.
package enum SquareText {
  package static func square(_ text: String) throws -> Square {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0.drop { $0 == " " }) }
    guard parts.count == 2, numbers.count == 2 else {
      throw ValidationError("write ROW,COLUMN, for example 3,4; row 0 is at the bottom.")
    }
    return Square(numbers[0], numbers[1])
  }
}
