import HookKit
import MazeEnv

/// What a condition of `when(...)` sees: an episode before one of its steps.
public struct RolloutStep: Sendable {
  /// The maze, with the mouse where the episode began.
  public let maze: Maze
  /// Start, cheese, corner and decision square.
  public let landmarks: Landmarks
  /// The squares so far: the start first, the mouse's own last.
  public let path: [Square]
  /// The number of squares that the mouse can go to from its own, the one it came by included.
  public let ways: Int
  /// Whether the mouse is on a shortest way from its start to the cheese.
  public let isOnWayToCheese: Bool

  /// Where the mouse is.
  public var square: Square { path[path.count - 1] }
}

extension RolloutStep {
  /// The step after a way through a maze whose mouse is at its start, for tests of conditions.
  ///
  /// - Parameters:
  ///   - maze: the maze.
  ///   - path: at least one square; the last is where the mouse is.
  public init(in maze: Maze, after path: [Square]) {
    precondition(!path.isEmpty, "a way has at least the square where the mouse is")
    self = RolloutMoments(maze, Landmarks(maze), []).step(after: path)
  }
}

extension RolloutConditionEntry {
  /// The conditions that come with HookKit.
  public static let builtIn: [RolloutConditionEntry] = [
    entry(.atStart, "the mouse is where the episode began") { $0.square == $0.landmarks.start },
    entry(.atDecisionSquare, "it is on the last square that the ways to cheese and corner share") {
      $0.square == $0.landmarks.decision
    },
    entry(.atCorner, "it is in the top right corner") { $0.square == $0.landmarks.corner },
    entry(.atJunction, "three ways or more lead on, the one it came by included") { $0.ways > 2 },
    entry(.atDeadEnd, "one way only leads on: back") { $0.ways == 1 },
    entry(.onWayToCheese, "it is on a shortest way from its start to the cheese") { $0.isOnWayToCheese },
    entry(.atNewSquare, "it has not been on its square before") { !$0.path.dropLast().contains($0.square) },
  ]

  private static func entry(
    _ condition: Timing.Condition, _ summary: String, _ holds: @escaping @Sendable (RolloutStep) -> Bool
  ) -> RolloutConditionEntry {
    RolloutConditionEntry(name: condition.name, summary: summary, origin: Registry.builtInOrigin, holds: holds)
  }
}
