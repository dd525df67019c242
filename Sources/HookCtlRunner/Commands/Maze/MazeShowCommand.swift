import ArgumentParser
import Experiments
import HookKit
import MazeEnv
import MazeLab

/// `hookctl maze show`: a maze in the terminal, as a picture, or as the policy sees it.
struct MazeShowCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Draw a maze in the terminal, or as procgen's 512x512 picture.",
    usage: "hookctl maze show <maze> [--out <path>] [--observation <file>]",
    discussion: """
      In the terminal, M is the mouse, C the cheese and d the decision square. A .png is procgen's picture, pixel for \
      pixel; data are what is to know of the maze, and its squares.

      EXAMPLES
        hookctl maze show --level 0
        hookctl maze show --level 0 --cheese 3,4 --out maze.png
        hookctl maze show --state venv.pkl --index 2 --observation observation.npy
        hookctl maze show --level 0 --observation seen.png
        hookctl maze show --level 0 --out poster.png --size 2048
        hookctl maze show --level 0 --json | jq .grid
      """)

  @OptionGroup(title: "Maze") var input: MazeInput
  @OptionGroup(title: "Maze") var edits: MazeEdits
  @OptionGroup(title: "Maze") var turn: FacingEdit
  @OptionGroup var theme: ThemeOption

  @OptionGroup var output: OutputOptions<PlotOutput>

  @Option(
    help: ArgumentHelp(
      "Write what the policy sees, 64x64: .npy (uint8 [64, 64, 3]) or .png.", valueName: "file"),
    completion: .file(extensions: ["npy", "png"]))
  var observation: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The width of the picture in pixels.", valueName: "n"))
  var size = 512

  func answer(in program: Program) throws -> Answer {
    try OptionError.check("--size", size, in: 64...8192)
    let array = try OutputFile.checked(observation.map { [$0] } ?? [], [.npy, .png]).first
    var state = try input.environment()
    try edits.apply(to: &state)
    turn.apply(to: &state)
    let name = input.place(of: state)
    let renderer = output.asksForPictures || array != nil ? try theme.renderer() : nil
    let picture = renderer.map { MazeImage(of: state, renderer: $0, width: size, title: "Maze of \(name)") }
    let report = MazeReport(state, named: name, picture: output.asksForPictures ? picture : nil)
    var answer = Answer(report)
    if let array, let renderer {
      answer.files = [.init(try Self.bytes(of: renderer.observation(of: state), report.recipe, array), for: array.path)]
    }
    answer.isPrinted = output.json || (output.out.isEmpty && array == nil)
    return answer
  }

  private static func bytes(of observation: Image, _ recipe: Recipe, _ file: OutputFile) throws -> [UInt8] {
    if file.format == .png { return try observation.png(recipe: recipe.text) }
    return TypedArray(.uint8, shape: [observation.height, observation.width, 3], bytes: observation.pixels).npyBytes
  }
}
