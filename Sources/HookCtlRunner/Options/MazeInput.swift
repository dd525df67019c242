import ArgumentParser
import HookKit
import MazeEnv
import MazeLab

/// Which maze a command is about: exactly one of a level, a file of states, or a file with a drawn maze.
struct MazeInput: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The level with this number, as procgen generates it.", valueName: "n"))
  var level: Int?

  @Option(
    help: ArgumentHelp("A state: the bytes of get_state, or a pickle of a list of them.", valueName: "file"),
    completion: .file())
  var state: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Which state of a list, from 0. (default: 0)", valueName: "i")
  )
  var index: Int?

  @Option(
    help: ArgumentHelp("A maze drawn as text, as `maze edit --out FILE.maze` writes it.", valueName: "file"),
    completion: .file(extensions: ["maze"]))
  var maze: String?

  @Option(help: "The distribution of --level: easy, hard or memory. (default: hard)")
  var mode: MazeMode?

  /// Whether any of the three was given.
  var isGiven: Bool { level != nil || state != nil || maze != nil }

  /// The mode of levels that are named elsewhere, in calls for example.
  var levelMode: MazeMode { mode ?? .hard }

  /// The name of the maze's file, with which state of it; nil for a level.
  var fileName: String? {
    (maze ?? state).map { FileSystem.name(of: $0) + (index.map { "[\($0)]" } ?? "") }
  }

  /// What to call the maze: `Level 8`, or its file's name.
  func name(of state: MazeState) -> String { fileName ?? "Level \(state.currentLevelSeed)" }

  /// The same within a sentence.
  func place(of state: MazeState) -> String { fileName ?? "level \(state.currentLevelSeed)" }

  /// The state of the environment that was asked for.
  ///
  /// - Throws: ``InputError`` unless it was exactly one, and whatever reading it throws.
  func environment() throws -> MazeState {
    let given = [level.map { "--level \($0)" }, state.map { "--state \($0)" }, maze.map { "--maze \($0)" }]
      .compactMap { $0 }
    guard given.count == 1 else { throw given.isEmpty ? InputError.none : InputError.several(given) }
    if let mode, level == nil { throw InputError.modeWithoutLevel(mode, given: given[0]) }
    if let index, state == nil { throw InputError.indexWithoutState(index) }
    if let level { return try MazeState(level: level, mode: levelMode) }
    if let state { return try element(index ?? 0, of: MazeStateFile.read(state), path: state) }
    return try MazeFile.drawn(maze ?? "")
  }

  private func element(_ index: Int, of states: [MazeState], path: String) throws -> MazeState {
    guard states.indices.contains(index) else {
      throw InputError.index(index, path: path, count: states.count)
    }
    return states[index]
  }
}

extension MazeMode: ExpressibleByArgument {}

/// A choice of maze that does not say one maze.
enum InputError: ExplainedError, Equatable {
  case none
  case noMazes
  case several([String])
  case index(Int, path: String, count: Int)
  case indexWithoutState(Int)
  case modeWithoutLevel(MazeMode, given: String)
  case cheeseBothWays
  case inputAndObservations

  var explanation: Explanation {
    switch self {
    case .none:
      Explanation(
        .usage, "no maze", "this command needs one",
        try: "name a level with --level N, a saved state with --state FILE, or a drawn maze with --maze FILE")
    case .noMazes:
      Explanation(
        .usage, "no mazes", "this command needs some",
        try: "name levels with --levels 0-49, or files with --mazes 'boards/*.maze'")
    case .several(let given):
      Explanation(
        .usage, given.joined(separator: " and "), "these are several mazes", try: "give one of them")
    case .index(let index, let path, let count):
      Explanation(
        .usage, "--index \(index)", "\(path) holds \(count.counted("state"))",
        try: count == 1 ? "use --index 0, or leave it out" : "use 0 to \(count - 1)")
    case .indexWithoutState(let index):
      Explanation(
        .usage, "--index \(index)", "there is no list to choose from", try: "give --state FILE as well")
    case .modeWithoutLevel(let mode, let given):
      Explanation(
        .usage, "--mode \(mode.rawValue)", "\(given) has a mode of its own",
        try: "leave --mode out, or give --level N")
    case .cheeseBothWays:
      Explanation(
        .usage, "--cheese, --no-cheese and --random-cheese", "several say where the cheese is to be",
        try: "give one of them")
    case .inputAndObservations:
      Explanation(
        .usage, "--observations", "a maze was given as well", try: "give either observations or a maze")
    }
  }
}
