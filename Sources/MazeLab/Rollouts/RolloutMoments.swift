import HookKit
import MazeEnv

extension Timing.Condition {
  /// The mouse is where the episode began.
  public static let atStart = Timing.Condition("at-start")
  /// The mouse is on the last square that the ways to cheese and corner share.
  public static let atDecisionSquare = Timing.Condition("at-decision-square")
  /// The mouse is in the top right corner.
  public static let atCorner = Timing.Condition("at-corner")
  /// Three ways or more lead on from the mouse's square, the one it came by included.
  public static let atJunction = Timing.Condition("at-junction")
  /// One way only leads on from the mouse's square: back.
  public static let atDeadEnd = Timing.Condition("at-dead-end")
  /// The mouse is on a shortest way from its start to the cheese.
  public static let onWayToCheese = Timing.Condition("on-way-to-cheese")
  /// The mouse has not been on its square before.
  public static let atNewSquare = Timing.Condition("at-new-square")
}

extension Timing.Bound {
  /// The cheese was reached, which ends an episode.
  public static let cheese = Timing.Bound.event("cheese")
  /// The mouse was in the top right corner.
  public static let corner = Timing.Bound.event("corner")
  /// The mouse was on the decision square.
  public static let decisionSquare = Timing.Bound.event("decision-square")
}

/// What the times of edits mean in a maze.
public struct RolloutMoments: Sendable {
  /// The names of all events.
  public static let events = ["cheese", "corner", "decision-square"]

  let landmarks: Landmarks
  private let maze: Maze
  private let conditions: [RolloutConditionEntry]
  private let wayToCheese: Set<Square>
  private let ways: [Square: Int]

  /// What matters in a maze; the mouse stands at its start.
  init(_ maze: Maze, _ landmarks: Landmarks, _ conditions: [RolloutConditionEntry]) {
    (self.maze, self.landmarks, self.conditions) = (maze, landmarks, conditions)
    wayToCheese = Set(landmarks.cheese.flatMap { maze.shortestPath(from: landmarks.start, to: $0) } ?? [])
    let open = Set(maze.legalSquares + maze.cheeses)
    ways = Dictionary(
      uniqueKeysWithValues: open.map { square in
        let neighbours = ActionGroup.moves.map {
          Square(square.row + Int($0.delta.row), square.column + Int($0.delta.column))
        }
        return (square, neighbours.count(where: open.contains))
      })
  }

  /// An episode that has come along `path`, whose last square is the mouse's, before its next step.
  func step(after path: [Square]) -> RolloutStep {
    let square = path[path.count - 1]
    return RolloutStep(
      maze: maze, landmarks: landmarks, path: path, ways: ways[square] ?? 0,
      isOnWayToCheese: wayToCheese.contains(square))
  }

  /// The moment before a step of such an episode.
  func moment(after path: [Square]) -> Moment {
    let step = step(after: path)
    return Moment(
      step: path.count - 1,
      conditions: Dictionary(uniqueKeysWithValues: conditions.map { ($0.name, $0.holds(step)) }),
      events: [
        "cheese": nil, "corner": path.firstIndex(of: landmarks.corner),
        "decision-square": landmarks.decision.flatMap { path.firstIndex(of: $0) },
      ])
  }
}
