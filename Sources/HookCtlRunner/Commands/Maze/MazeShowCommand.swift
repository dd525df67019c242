import ArgumentParser
import Experiments
import HookKit
import MazeEnv
import MazeLab

/// `hookctl maze show`: a maze in the terminal, as a picture, or as the policy sees it.
struct MazeShowCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Draw a maze in the terminal, or as procgen's 512x512 picture.",
    usage: "hookctl maze show <maze> [--out <file.png>] [--observation <file>]",
    discussion: """
      In the terminal, M is the mouse, C the cheese and d the decision square.

      EXAMPLES
        hookctl maze show --level 0
        hookctl maze show --level 0 --cheese 3,4 --out maze.png
        hookctl maze show --state venv.pkl --index 2 --observation observation.npy
        hookctl maze show --level 0 --observation seen.png
        hookctl maze show --level 0 --out poster.png --size 2048
      """)

  @OptionGroup(title: "Maze") var input: MazeInput
  @OptionGroup(title: "Maze") var edits: MazeEdits
  @OptionGroup(title: "Maze") var turn: FacingEdit
  @OptionGroup var theme: ThemeOption

  @Option(
    help: ArgumentHelp("Write the picture.", valueName: "file.png"),
    completion: .file(extensions: ["png"]))
  var out: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write what the policy sees, 64x64: .npy (uint8 [64, 64, 3]) or .png.", valueName: "file"),
    completion: .file(extensions: ["npy", "png"]))
  var observation: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The width of the picture in pixels.", valueName: "n"))
  var size = 512

  func run(in program: Program) throws {
    try OptionError.check("--size", size, in: 64...8192)
    let pictures = try OutputFile.checked(out, [.png])
    let arrays = try OutputFile.checked(observation.map { [$0] } ?? [], [.npy, .png])
    var state = try input.environment()
    try edits.apply(to: &state)
    turn.apply(to: &state)
    guard !pictures.isEmpty || !arrays.isEmpty else {
      return try program.console.print(
        MazeDrawing(state, named: input.place(of: state), inColor: program.console.usesColor).text)
    }
    let renderer = try theme.renderer()
    var recipe = Recipe()
    recipe.add(state)
    let files =
      try pictures.map { file in
        FileOutput.Contents(try picture(of: state, renderer).png(recipe: recipe.text), for: file.path)
      }
      + arrays.map { file in
        let image = renderer.observation(of: state)
        if file.format == .png {
          return FileOutput.Contents(try image.png(recipe: recipe.text), for: file.path)
        }
        let array = TypedArray(.uint8, shape: [image.height, image.width, 3], bytes: image.pixels)
        return FileOutput.Contents(array.npyBytes, for: file.path)
      }
    try FileOutput.write(files)
    program.console.noteWritten(files)
  }

  /// procgen's picture, pixel for pixel where its own size is wanted.
  private func picture(of state: MazeState, _ renderer: MazeRenderer) -> Image {
    let picture = renderer.picture(of: state)
    return picture.width == size ? picture : picture.scaled(toWidth: size)
  }
}
