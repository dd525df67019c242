import HookKit
import MazeEnv

/// What fields of a maze are computed of: the observations with its mouse on every legal square, a batch for each facing.
///
/// For several fields of one maze, one after the other: it is drawn once, and what runs compute before their first edit is kept
/// (``HookKit/KeptPrefix``). Where the mouse of the state stands does not matter.
package struct FieldInputs: Sendable {
  /// One facing.
  struct Side: Sendable {
    let state: MazeState
    let inputs: Inputs
  }

  let squares: [Square]
  /// Left first, for both.
  let sides: [Side]

  /// Draws the observations.
  ///
  /// - Throws: ``FieldError/noLegalSquares(level:)``.
  /// - Complexity: one drawing of the maze for each facing.
  package init(_ state: MazeState, facing: FieldFacing, renderer: MazeRenderer) throws(FieldError) {
    let squares = state.maze.legalSquares
    guard !squares.isEmpty else { throw FieldError.noLegalSquares(level: Int(state.currentLevelSeed)) }
    self.squares = squares
    sides = facing.states(of: state).map {
      Side(state: $0, inputs: Inputs(mouseOn: squares, of: $0, renderer: renderer))
    }
  }

  /// The same, with what comes before the first edit kept from run to run.
  package var keepingPrefixes: FieldInputs {
    FieldInputs(
      squares: squares,
      sides: sides.map { side in
        var inputs = side.inputs
        inputs.prefix = KeptPrefix()
        return Side(state: side.state, inputs: inputs)
      })
  }

  private init(squares: [Square], sides: [Side]) { (self.squares, self.sides) = (squares, sides) }
}
