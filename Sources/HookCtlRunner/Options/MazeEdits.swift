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

  /// The change of the maze.
  ///
  /// - Throws: ``InputError/cheeseBothWays``.
  var edit: MazeEdit {
    get throws {
      if cheese != nil && noCheese { throw InputError.cheeseBothWays }
      var edit = MazeEdit()
      (edit.cheese, edit.noCheese, edit.mouse) = (cheese, noCheese, mouse)
      return edit
    }
  }

  /// Changes the maze of a state, and nothing else of it.
  func apply(to state: inout MazeState) throws { try edit.apply(to: &state) }
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
