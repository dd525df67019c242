import MazeEnv
import Testing

/// Several changes of a maze at once, in squares of the maze as it was.
@Suite struct MazeEditTests {
  private func maze() throws -> Maze { try Maze(text: "mode: easy\n\n..C\n.##\nM..\n") }

  @Test func squaresMeanTheMazeAsItWas() throws {
    var edit = MazeEdit()
    (edit.opens, edit.walls, edit.cheese, edit.mouse) = ([Square(1, 1)], [Square(0, 2)], Square(1, 0), Square(2, 0))
    var maze = try maze()
    try edit.apply(to: &maze)
    #expect(maze.text.hasSuffix("M..\nC.#\n..#\n"), "\(maze.text)")
    edit = MazeEdit()
    (edit.quarterTurns, edit.isMirrored, edit.noCheese, edit.facing) = (1, true, true, .right)
    #expect(!edit.isEmpty)
    try edit.apply(to: &maze)
    #expect(maze.cheeses.isEmpty && maze.facing == .right)
  }

  /// A direction alone leaves the state as it is otherwise.
  @Test func aTurnedMouseChangesNothingElse() throws {
    var edit = MazeEdit()
    edit.facing = .right
    let state = try MazeState(level: 3)
    #expect(edit.isEmpty)
    #expect(try edit.applied(to: state).bytes == state.facing(.right).bytes)
    #expect(try MazeEdit().applied(to: state).bytes == state.bytes)
  }

  @Test func whatIsWrongIsSaidOfTheSquareAsItWasWritten() throws {
    func error(_ change: (inout MazeEdit) -> Void) throws -> MazeError? {
      var edit = MazeEdit(), maze = try maze()
      change(&edit)
      do { try edit.apply(to: &maze) } catch let error as MazeError { return error }
      return nil
    }
    #expect(try error { $0.cheese = Square(1, 1) } == .squareIsWall(Square(1, 1), .inner))
    #expect(try error { $0.mouse = Square(1, 2) } == .squareIsWall(Square(1, 2), .inner))
    #expect(try error { $0.walls = [Square(2, 2)] } == .squareIsTaken(Square(2, 2), .inner, by: "cheese"))
    #expect(try error { $0.opens = [Square(3, 0)] } == .squareOutside(Square(3, 0), .inner, size: 3))
    let outer = try error {
      $0.frame = .outer
      $0.cheese = Square(0, 0)
    }
    #expect(outer == .squareIsWall(Square(0, 0), .outer))
    #expect(
      try error {
        $0.cheese = Square(1, 1)
        $0.replacesWall = true
      } == nil)
  }
}
