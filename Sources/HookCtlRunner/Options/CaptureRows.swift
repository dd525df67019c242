import ArgumentParser
import HookKit
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
      "Observations in place of a maze: uint8 [N, 64, 64, 3], or float32 [N, 3, 64, 64] from 0 to 1.",
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

  /// The rows to run: those of the file, or those of the environments.
  func inputs(_ states: [MazeState]) throws -> Inputs {
    if let observations { return try ObservationFile.inputs(observations) }
    let renderer = try theme.renderer()
    let parts = states.map { state in
      Inputs(
        mouseOn: allSquares ? state.maze.legalSquares : [state.maze.mouse], of: state, renderer: renderer)
    }
    return parts.count == 1
      ? parts[0] : Inputs(Tensor.concatenating(rows: parts.map(\.tensor)), rows: parts.flatMap(\.rows))
  }
}

/// Files of observations.
enum ObservationFile {
  /// - Throws: `FileError`, `FormatError`, ``ObservationError``.
  static func inputs(_ path: String) throws -> Inputs {
    let array = try TypedArray(contentsOf: path)
    let sizes = array.shape.sizes
    if array.elementType == .uint8, sizes.count == 4, Array(sizes.dropFirst()) == [64, 64, 3] {
      guard sizes[0] > 0 else { throw ObservationError.empty(path: path) }
      return Inputs(planes(array.bytes, rows: sizes[0]))
    }
    guard array.elementType.isFloatingPoint, sizes.count == 4, Array(sizes.dropFirst()) == [3, 64, 64] else {
      throw ObservationError.wrongForm(path: path, type: array.elementType, shape: array.shape)
    }
    guard sizes[0] > 0 else { throw ObservationError.empty(path: path) }
    let tensor = array.tensor
    if let value = tensor.scalars.first(where: { !($0 >= 0 && $0 <= 1) }) {
      throw ObservationError.outOfRange(path: path, value: value)
    }
    return Inputs(tensor)
  }

  /// uint8 `[N, 64, 64, 3]` as float32 `[N, 3, 64, 64]` from 0 to 1.
  private static func planes(_ bytes: [UInt8], rows: Int) -> Tensor {
    let pixels = 64 * 64
    return Tensor(shape: [rows, 3, 64, 64]) { scalars in
      for row in 0..<rows {
        for pixel in 0..<pixels {
          for channel in 0..<3 {
            scalars[(row * 3 + channel) * pixels + pixel] =
              Float(bytes[(row * pixels + pixel) * 3 + channel]) / 255
          }
        }
      }
    }
  }
}

/// A file whose array is no observations.
enum ObservationError: ExplainedError, Equatable {
  case wrongForm(path: String, type: ElementType, shape: Shape)
  case outOfRange(path: String, value: Float)
  case empty(path: String)

  var explanation: Explanation {
    switch self {
    case .wrongForm(let path, let type, let shape):
      Explanation(
        .badData, path, "holds \(type.rawValue) \(shape), which are no observations",
        try: "give uint8 [N, 64, 64, 3], or float32 [N, 3, 64, 64] from 0 to 1")
    case .outOfRange(let path, let value):
      Explanation(
        .badData, path, "holds \(value), and observations go from 0 to 1",
        try: "divide bytes by 255, or give them as uint8")
    case .empty(let path):
      Explanation(.badData, path, "holds no observations", try: "give at least one")
    }
  }
}
