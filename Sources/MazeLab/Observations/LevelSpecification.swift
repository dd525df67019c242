import HookKit
import MazeEnv

/// Levels as calls name them: `levels 0..<50`, `level 8`, `levels 3,5,9`, each with an optional `without cheese`, and
/// `facing left` or `facing right`.
///
///     specification = ("level" | "levels") list {change}
///     change        = "without" "cheese" | "facing" ("left" | "right")
///
/// A list is one of `LevelList`.
public struct LevelSpecification: Sendable, Hashable {
  /// The levels' numbers, in the order written.
  public let levels: [Int]
  /// The cheese is taken away.
  public private(set) var isWithoutCheese = false
  /// Which way the mouse is turned; nil for as it starts.
  public private(set) var facing: Facing?

  /// More levels than this at once are taken for a typo.
  static let limit = 100_000

  /// Reads a specification; nil for text that does not begin with `level` or `levels`.
  ///
  /// - Throws: `Fault` for what follows that word and is no list of levels, `MazeError` for levels that
  ///   procgen does not have.
  public init?(_ text: String) throws {
    let words = text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    guard let first = words.first, first == "level" || first == "levels" else { return nil }
    var rest = Array(words.dropFirst())
    while let change = Change(rest.suffix(2)) {
      rest.removeLast(2)
      switch change {
      case .withoutCheese: isWithoutCheese = true
      case .facing(let facing): self.facing = facing
      }
    }
    let list = try Self.list(rest.joined(separator: " "), of: text)
    // Counted before anything is made of them: a short text can name any number of levels.
    guard list.count <= Self.limit else {
      throw Self.fault(
        text, "these are \(list.count.grouped) levels, and at most \(Self.limit.grouped) are taken at once")
    }
    levels = Array(list)
  }

  private enum Change {
    case withoutCheese
    case facing(Facing)

    init?(_ words: ArraySlice<String>) {
      if words == ["without", "cheese"] {
        self = .withoutCheese
      } else if words.first == "facing", let facing = words.last.flatMap(Facing.init(rawValue:)) {
        self = .facing(facing)
      } else {
        return nil
      }
    }
  }

  /// Whether the levels are changed in any way.
  public var hasChanges: Bool { isWithoutCheese || facing != nil }

  /// Changes the state of a level as the specification says.
  public func apply(to state: inout MazeState) {
    if isWithoutCheese { state.maze.removeCheese() }
    if let facing { state.facing = facing }
  }

  private static func list(_ levels: String, of text: String) throws -> LevelList {
    do { return try LevelList(levels) } catch let error as LevelListError {
      throw fault(text, error.problem)
    }
  }

  private static func fault(_ text: String, _ problem: String) -> Fault {
    Fault(.usage, "\"\(LevelList.shown(text))\"", problem, try: "write \(forms)")
  }

  /// What can be written, for error messages.
  public static let forms =
    "levels, as in \"levels 0-49\", \"level 8\", \"levels 3,5,9\", \"level 8 without cheese\" or \"level 8 facing right\""
}
