import HookKit
import MazeEnv
import MazeLab

/// A maze: what `hookctl maze show` and `maze edit` show and write.
public struct MazeReport: Report {
  /// What is printed of a maze for people.
  public enum Form: Sendable {
    /// What is to know of it, and a drawing.
    case drawing
    /// The text that files hold.
    case source
  }

  /// The maze, with all that the environment knows.
  public let state: MazeState
  /// What it is called.
  public let name: String
  /// What is printed.
  public let form: Form
  /// The picture of it; nil for none.
  public let picture: MazeImage?
  /// How it was made.
  public var recipe: Recipe

  /// A maze under a name.
  ///
  /// - Parameters:
  ///   - state: the maze, with all that the environment knows.
  ///   - name: what it is called: "level 8".
  ///   - form: what is printed.
  ///   - picture: the picture of it; nil for none.
  public init(_ state: MazeState, named name: String, _ form: Form = .drawing, picture: MazeImage? = nil) {
    (self.state, self.name, self.form, self.picture) = (state, name, form, picture)
    recipe = Recipe()
    recipe.add(state)
  }

  public var text: String { shown(inColor: false) }

  public func printed(_ options: TerminalField.Options, isWritten: Bool) throws -> String {
    shown(inColor: options.usesColor)
  }

  private func shown(inColor: Bool) -> String {
    form == .source ? state.maze.text : MazeDrawing(state, named: name, inColor: inColor).text
  }

  /// The facts of a level that `maze find` has too, and the cells of the inner maze, row 0 at the bottom.
  public var json: JSONValue {
    let maze = state.maze
    let facts = FoundLevel(MeasuredMaze(maze, level: Int(state.currentLevelSeed)))
    return .object(
      [.init("version", .integer(1))] + facts.members + [
        .init("mode", .string(state.mode.rawValue)), .init("mouse", maze.mouse.json),
        .init("facing", .string(maze.facing.rawValue)),
        .init("grid", .array(maze.innerGrid.map { .array($0.map { .integer($0) }) })),
        .init("unlikeProcgen", .array(maze.distributionFaults.map { .string("\($0)") })),
      ])
  }

  public var findings: Findings {
    get throws {
      let drawing = MazeDrawing(state, named: name, inColor: false)
      return try .card(drawing.title, recipe: recipe) {
        drawing.facts.map { Note($0) as any Finding }
        if let picture { Picture("maze", drawing.title, picture) }
        Preformatted(drawing.grid)
      }
    }
  }

  /// A line for each square of the inner maze, and what is there.
  public var records: DataTable? {
    let maze = state.maze
    let squares = (0..<maze.innerSize).flatMap { row in (0..<maze.innerSize).map { Square(row, $0) } }
    return DataTable("squares", of: squares) {
      Column("row", \.row)
      Column("column", \.column)
      Column("cell") { Int(maze.cell(at: $0)) }
      Column("mouse") { $0 == maze.mouse }
    }
  }

  public func bytes(_ format: OutputFormat, for path: String) throws -> [UInt8]? {
    switch format {
    case .maze: Array(state.maze.text.utf8)
    case .state: state.bytes
    default: nil
    }
  }
}
