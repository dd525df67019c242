import ArgumentParser
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// What `capture` runs the network on: observations from a file, one maze, or many levels.
struct CaptureRows: ParsableArguments {
  @OptionGroup(title: "Maze") var input: MazeInput
  @OptionGroup(title: "Maze") var edits: MazeEdits
  @OptionGroup(title: "Maze") var turn: FacingEdit
  @OptionGroup(title: "Maze") var theme: ThemeOption

  @OptionGroup(title: "Mazes in place of one") var set: MazeSetOptions

  @Flag(help: "The mouse on every legal square; otherwise where it stands.")
  var allSquares = false

  @Option(
    help: ArgumentHelp(
      "Observations in place of a maze: uint8 [N, 64, 64, 3], or float32 [N, 3, 64, 64] from 0 to 1; for another policy as `model info` says.",
      valueName: "file.npy"),
    completion: .file(extensions: ["npy"]))
  var observations: String?

  /// The mode of the levels that calls name.
  func mode(of states: [MazeState]) -> MazeMode { states.first?.mode ?? input.levelMode }

  /// The mazes in place of one; nil for one, and for observations from a file.
  func mazes(_ registry: Registry) throws -> MazeSet? { try set.set(mode: input.mode, registry) }

  /// The environments to look at, with their edits; none for observations from a file.
  func environments(_ mazes: MazeSet?) throws -> [MazeState] {
    if observations != nil {
      guard !input.isGiven, mazes == nil, edits.isEmpty, turn.facing == nil, !allSquares else {
        throw InputError.inputAndObservations
      }
      return []
    }
    var states: [MazeState]
    if let mazes {
      guard !input.isGiven else { throw InputError.several(["\(mazes)", "another maze"]) }
      states = try mazes.numbers.map { try mazes.state(numbered: $0) }
    } else {
      states = [try input.environment()]
    }
    for index in states.indices {
      try edits.apply(to: &states[index])
      turn.apply(to: &states[index])
    }
    return states
  }

  /// What the environments are called.
  func place(of states: [MazeState], _ mazes: MazeSet?) -> String {
    if let mazes { return mazes.count.counted(mazes.unit) }
    return states.first.map { "\(input.place(of: $0)), \($0.mode.rawValue) mode" } ?? "observations of a file"
  }

  /// The rows to run: those of the file, or those of the environments.
  func inputs(_ states: [MazeState], for policy: Policy) throws -> Inputs {
    if let observations {
      let array = try TypedArray(contentsOf: observations)
      return Inputs(try policy.interface.observation.tensor(of: array, source: observations))
    }
    let renderer = try theme.renderer()
    let parts = states.map { state in
      Inputs(
        mouseOn: allSquares ? state.maze.legalSquares : [state.maze.mouse], of: state, renderer: renderer)
    }
    return parts.count == 1
      ? parts[0] : Inputs(Tensor.concatenating(rows: parts.map(\.tensor)), rows: parts.flatMap(\.rows))
  }
}
