import ArgumentParser
import Experiments
import HookKit
import MazeEnv

/// `hookctl maze edit`: a changed maze, as text or as state bytes.
struct MazeEditCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change a maze, and save it as text (.maze) or state bytes (.state).",
    discussion: """
      Squares are inner unless --outer is given: then they count the walls around the maze, as full_grid \
      of procgen-tools does. All squares mean the maze as it was before the edits; then it is rotated, \
      mirrored, and the cheese drawn. Without --out the text is printed.

      EXAMPLES
        hookctl maze edit --level 0 --cheese 3,4 --out moved.maze
        hookctl maze edit --level 0 --outer --cheese 6,7 --out moved.state
        hookctl maze edit --maze moved.maze --open 1,0 1,1 --wall 2,3 --out more.maze
        hookctl maze edit --level 0 --rotate 90 --mirror --random-cheese 7
      """)

  @OptionGroup(title: "Maze") var input: MazeInput
  @OptionGroup(title: "Edits") var edits: MazeEdits
  @OptionGroup(title: "Edits") var turn: FacingEdit

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Make these squares walls.", valueName: "row,column"),
    transform: SquareText.square)
  var wall: [Square] = []

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Make these squares open.", valueName: "row,column"),
    transform: SquareText.square)
  var open: [Square] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Turn the maze against the clock: 90, 180, 270, or -90.", valueName: "degrees"))
  var rotate: Int?

  @Flag(help: "Swap left and right.")
  var mirror = false

  @Option(help: ArgumentHelp("Put the cheese on an open square that this seed draws.", valueName: "seed"))
  var randomCheese: UInt64?

  @Flag(help: "All squares are in outer coordinates.")
  var outer = false

  @Flag(help: "Let --cheese take the place of a wall, as procgen allows.")
  var replaceWall = false

  @OptionGroup var output: OutputOptions<MazeOutput>

  func answer(in program: Program) throws -> Answer {
    var state = try input.environment()
    var maze = state.maze
    try change(&maze)
    try transform(&maze)
    if let facing = turn.facing { maze.facing = facing }
    state.maze = maze
    for fault in maze.distributionFaults { program.console.note("off distribution: \(fault)") }
    var answer = Answer(MazeReport(state, named: "\(input.place(of: state)), changed", .source))
    answer.isPrinted = output.json || output.out.isEmpty
    return answer
  }

  private func transform(_ maze: inout Maze) throws {
    if let rotate {
      guard rotate.isMultiple(of: 90), abs(rotate) <= 270 else {
        throw OptionError.outOfRange(option: "--rotate", value: "\(rotate)", allowed: "90, 180, 270 or -90")
      }
      maze.rotate(quarters: rotate / 90)
    }
    if mirror { maze.mirror() }
    guard let randomCheese else { return }
    if edits.cheese != nil || edits.noCheese { throw InputError.cheeseBothWays }
    try maze.moveCheeseAnywhere(seed: randomCheese)
  }

  private func change(_ maze: inout Maze) throws {
    // Opening a square can make the inner maze larger; squares mean the maze as it was.
    let original = maze
    func outerSquare(_ square: Square) -> Square { outer ? square : original.outer(square) }
    if !outer { try check([edits.cheese, edits.mouse].compactMap { $0 } + wall + open, in: original) }
    for square in open { try maze.open(at: outerSquare(square), in: .outer) }
    var edits = edits
    edits.cheese = edits.cheese.map(outerSquare)
    edits.mouse = edits.mouse.map(outerSquare)
    try edits.apply(to: &maze, in: .outer, replacingWall: replaceWall)
    for square in wall {
      do {
        try maze.setWall(at: outerSquare(square), in: .outer)
      } catch MazeError.squareIsTaken(_, _, let owner) {
        throw MazeError.squareIsTaken(square, outer ? .outer : .inner, by: owner)
      }
    }
  }

  /// In inner coordinates, squares outside the maze are a mistake; `--outer` reaches the walls around it.
  private func check(_ squares: [Square], in maze: Maze) throws {
    let inner = 0..<maze.innerSize
    for square in squares where !inner.contains(square.row) || !inner.contains(square.column) {
      throw MazeError.squareOutside(square, .inner, size: maze.innerSize)
    }
  }
}
