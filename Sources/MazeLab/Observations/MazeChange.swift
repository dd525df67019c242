import HookKit
import MazeEnv

/// A change of a maze, as sets of mazes and axes of sweeps have them: `as it is`, `without cheese`, `cheese 3,4`, `cheese corner`,
/// `random cheese 7`, `wall 3,4`, `open 3,4`, `facing right`, `rotated 90`, `mirrored`, or several joined by `and`.
///
/// Squares are inner ones, row 0 at the bottom.
public struct MazeChange: Hashable, Sendable, CustomStringConvertible {
  /// One change.
  public enum Step: Hashable, Sendable {
    /// The cheese is taken away.
    case withoutCheese
    /// The cheese goes to an inner square.
    case cheese(Square)
    /// The cheese goes to the top right corner of the inner maze.
    case cheeseInCorner
    /// An inner square becomes a wall.
    case wall(Square)
    /// An inner square is opened.
    case open(Square)
    /// The mouse looks this way.
    case facing(Facing)
    /// The cheese goes to an open square that the seed draws.
    case randomCheese(seed: UInt64)
    /// The maze is turned against the clock by this many quarters.
    case rotated(quarters: Int)
    /// Left and right change places.
    case mirrored
  }

  /// The changes, in their order.
  public var steps: [Step]

  /// These changes, one after the other.
  public init(_ steps: Step...) { self.steps = steps }

  /// The maze as the level has it.
  public static let none = MazeChange()

  /// Reads a change as it is written; see ``MazeChange``.
  ///
  /// - Throws: `Fault` for text that is no change.
  public init(text: String) throws(Fault) {
    let words = text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    steps = []
    if ["as it is", "none"].contains(words.joined(separator: " ")) { return }
    for part in words.split(separator: "and", omittingEmptySubsequences: false) {
      guard let step = Step(words: Array(part)) else {
        throw Fault(
          .usage, "maze \"\(text)\"", "is no change of a maze",
          try: "write `as it is`, `without cheese`, `cheese 3,4`, `cheese corner`, `random cheese 7`, `wall 3,4`, "
            + "`open 3,4`, `facing right`, `rotated 90`, `mirrored`, or several with `and`")
      }
      steps.append(step)
    }
  }

  /// The change as it is written.
  public var description: String {
    steps.isEmpty ? "as it is" : steps.map(\.description).joined(separator: " and ")
  }

  /// Changes the maze of a state.
  ///
  /// - Throws: `MazeError` for squares outside of the maze, walls where the cheese is to go.
  public func apply(to state: inout MazeState) throws {
    guard !steps.isEmpty else { return }
    var maze = state.maze
    for step in steps {
      switch step {
      case .withoutCheese: maze.removeCheese()
      case .cheese(let square): try maze.moveCheese(to: square)
      case .cheeseInCorner: try maze.moveCheese(to: maze.corner)
      case .wall(let square): try maze.setWall(at: square)
      case .open(let square): try maze.open(at: square)
      case .facing(let facing): maze.facing = facing
      case .randomCheese(let seed): try maze.moveCheeseAnywhere(seed: seed)
      case .rotated(let quarters): maze.rotate(quarters: quarters)
      case .mirrored: maze.mirror()
      }
    }
    state.maze = maze
  }
}

extension MazeChange.Step: CustomStringConvertible {
  init?(words: [String]) {
    if words == ["without", "cheese"] || words == ["no", "cheese"] {
      self = .withoutCheese
      return
    }
    if words == ["mirrored"] {
      self = .mirrored
      return
    }
    guard words.count >= 2 else { return nil }
    if words[0] == "rotated" {
      guard words.count == 2, let degrees = Int(words[1]), degrees.isMultiple(of: 90), abs(degrees) <= 270 else {
        return nil
      }
      self = .rotated(quarters: degrees / 90)
      return
    }
    if words[0] == "random", words[1] == "cheese" {
      guard words.count <= 3, let seed = words.count == 2 ? 0 : UInt64(words[2]) else { return nil }
      self = .randomCheese(seed: seed)
      return
    }
    let place = words.dropFirst().joined()
    if words[0] == "cheese", place == "corner" {
      self = .cheeseInCorner
      return
    }
    if words[0] == "facing" {
      guard words.count == 2, let facing = Facing(rawValue: place) else { return nil }
      self = .facing(facing)
      return
    }
    let numbers = place.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
    guard numbers.count == 2, place.contains(",") else { return nil }
    let square = Square(numbers[0], numbers[1])
    switch words[0] {
    case "cheese": self = .cheese(square)
    case "wall": self = .wall(square)
    case "open": self = .open(square)
    default: return nil
    }
  }

  /// The change as it is written.
  public var description: String {
    func place(_ square: Square) -> String { "\(square.row),\(square.column)" }
    return switch self {
    case .withoutCheese: "without cheese"
    case .cheese(let square): "cheese \(place(square))"
    case .cheeseInCorner: "cheese corner"
    case .wall(let square): "wall \(place(square))"
    case .open(let square): "open \(place(square))"
    case .facing(let facing): "facing \(facing.rawValue)"
    case .randomCheese(let seed): "random cheese \(seed)"
    case .rotated(let quarters): "rotated \(quarters * 90)"
    case .mirrored: "mirrored"
    }
  }
}
