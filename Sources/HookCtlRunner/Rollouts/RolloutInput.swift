import ArgumentParser
import HookKit
import MazeEnv
import MazeLab

/// Where episodes start: one maze as other commands take it, or many levels.
struct RolloutInput: ParsableArguments {
  @OptionGroup(title: "Maze") var input: MazeInput

  @OptionGroup(title: "Mazes in place of one") var set: MazeSetOptions

  @OptionGroup(title: "Maze") var edits: MazeEdits
  @OptionGroup(title: "Maze") var turn: FacingEdit
  @OptionGroup(title: "Maze") var theme: ThemeOption

  @Option(help: "Who computes the mazes: HookKit, or the real procgen library: native or procgen.")
  var backend: MazeBackend = .native

  /// The mode of all mazes.
  func mode(of starts: RolloutStarts) throws -> MazeMode { try starts[0].mode }

  /// The mazes in place of one; nil for one.
  func mazes(_ registry: Registry) throws -> MazeSet? {
    guard let mazes = try set.set(mode: input.mode, registry) else { return nil }
    guard !input.isGiven else { throw InputError.several(["\(mazes)", "another maze"]) }
    return mazes
  }

  /// The starts.
  func starts(_ mazes: MazeSet?) throws -> RolloutStarts {
    let edit = try edit
    guard let mazes else { return .states([try edit.applied(to: input.environment())]) }
    return RolloutStarts(count: mazes.count) { try edit.applied(to: mazes[$0]) }
  }

  private var edit: MazeEdit {
    get throws {
      var edit = try edits.edit
      edit.facing = turn.facing
      return edit
    }
  }

  /// What mazes are called, with what is changed in each: "Level 8, without cheese, mouse facing left".
  func titled(_ mazes: String) -> String {
    let mouse = edits.mouse.map { "mouse moved to \($0)" }
    return ([mazes] + [edits.cheeseInWords, mouse, turn.inWords].compactMap(\.self)).joined(separator: ", ")
  }

  /// What to call the maze of a start; nil for a level.
  func mazeName(_ mazes: MazeSet?, at start: Int) -> String? {
    guard let mazes else { return input.fileName }
    return mazes.isOfLevels ? nil : mazes.name(of: mazes.numbers[start])
  }

  /// What calls may name as `{level}`: the levels, or the one level.
  func named(_ mazes: MazeSet?) -> MazeSet? {
    mazes ?? input.level.map { .levels(LevelList(numbers: [$0]), mode: input.levelMode) }
  }

  /// Where environments come from.
  func rolloutBackend(_ renderer: MazeRenderer) throws -> Rollout.Backend {
    guard backend == .procgen else { return .native(renderer) }
    guard theme.theme == .procgen else { throw RolloutOptionError.themeOfProcgen }
    return .procgen(try ProcgenLibrary())
  }

  /// What is played, as a recipe says it.
  func describe(_ starts: RolloutStarts, _ mazes: MazeSet?, in recipe: inout Recipe) throws {
    if let mazes {
      recipe.add(mazes)
    } else {
      let first = try starts[0]
      recipe.add(first)
      recipe.add("state", .string(SHA256.hexDigest(of: first.bytes)))
    }
    recipe.add("cheese", edits.noCheese ? .string("none") : edits.cheese.map { .string("\($0)") } ?? .null)
    recipe.add("mouse", edits.mouse.map { .string("\($0)") } ?? .null)
    if let facing = turn.facing { recipe.add("facing", .string(facing.rawValue)) }
    recipe.add("backend", .string(backend.rawValue))
    recipe.add("theme", .string(theme.theme.rawValue))
  }
}

extension MazeBackend: ExpressibleByArgument {}
extension ActionChoice: ExpressibleByArgument {}

/// Options of `rollout` that do not fit together.
enum RolloutOptionError: ExplainedError, Equatable {
  case themeOfProcgen
  case freshWithoutData

  var explanation: Explanation {
    switch self {
    case .themeOfProcgen:
      Explanation(
        .usage, "--backend procgen --theme plain", "the real procgen draws with its own pictures only",
        try: "leave --theme out, or use --backend native")
    case .freshWithoutData:
      Explanation(
        .usage, "--fresh", "there is no data file whose unfinished work it could throw away",
        try: "leave it out, or write data: --out FILE.jsonl or FILE.npz")
    }
  }
}
