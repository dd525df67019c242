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
    try edit.apply(to: &maze)
    state.maze = maze
    for fault in maze.distributionFaults { program.console.note("off distribution: \(fault)") }
    var answer = Answer(MazeReport(state, named: "\(input.place(of: state)), changed", .source))
    answer.isPrinted = output.json || output.out.isEmpty
    return answer
  }

  private var edit: MazeEdit {
    get throws {
      var edit = try edits.edit
      if randomCheese != nil, edits.cheese != nil || edits.noCheese { throw InputError.cheeseBothWays }
      (edit.walls, edit.opens, edit.facing) = (wall, open, turn.facing)
      (edit.quarterTurns, edit.isMirrored, edit.randomCheese) = (try quarterTurns, mirror, randomCheese)
      (edit.frame, edit.replacesWall) = (outer ? .outer : .inner, replaceWall)
      return edit
    }
  }

  private var quarterTurns: Int {
    get throws {
      guard let rotate else { return 0 }
      guard rotate.isMultiple(of: 90), abs(rotate) <= 270 else {
        throw OptionError.outOfRange(option: "--rotate", value: "\(rotate)", allowed: "90, 180, 270 or -90")
      }
      return rotate / 90
    }
  }
}
