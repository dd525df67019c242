import HookKit
import MazeEnv

/// One agent's way through one maze.
public struct Episode: Sendable {
  /// How an episode ends.
  public enum Outcome: String, CaseIterable, Sendable, Codable {
    /// The mouse reached the cheese.
    case cheese
    /// It did not, but it was in the top right corner, perhaps in passing.
    case corner
    /// Neither, within the steps that it had.
    case timeout
  }

  /// Its position in the rollout: episodes are delivered in this order, the variants of one number together.
  public let number: Int
  /// The position of its start among the starts.
  public let start: Int
  /// Which of the episodes from this start it is, from 0.
  public let repetition: Int
  /// The position of its variant: which policy under which plan.
  public let variant: Int
  /// The state it began in.
  public let initial: MazeState
  /// The squares of the maze that matter.
  public let landmarks: Landmarks
  /// How it ended.
  public let outcome: Outcome
  /// The inner squares of the mouse before every step and after the last: `steps + 1` of them.
  public let path: [Square]
  /// Whether the mouse faced right at each square of the path.
  public let facesRight: [Bool]
  /// The action of each step, 0 to 14.
  public let actions: [Int]
  /// The probabilities of the 15 actions at each step, row by row: `[steps, 15]`.
  public let probabilities: [Float]
  /// The policy's value of the state before each step.
  public let values: [Float]
  /// The reward of each step.
  public let rewards: [Float]
  /// For each edit of the variant's plan, the number of steps at which it acted.
  public let actedSteps: [Int]
  /// What was captured at each step, by site: `[steps, ...]`.
  public let captured: [String: Tensor]

  /// The level's number.
  public var level: Int { Int(initial.currentLevelSeed) }
  /// The number of steps.
  public var steps: Int { actions.count }
  /// The step after which the cheese was reached, from 1; nil if it was not.
  public var cheeseStep: Int? { outcome == .cheese ? steps : nil }
  /// The number of steps after which the mouse was first in the top right corner; nil if it never was.
  public var cornerStep: Int? { path.firstIndex(of: landmarks.corner) }
  /// The number of steps after which the mouse was first on the decision square; nil if it never was, or there is none.
  public var decisionStep: Int? { landmarks.decision.flatMap { path.firstIndex(of: $0) } }

  /// The probabilities of the five groups of actions at a step.
  public func groupProbabilities(at step: Int) -> GroupProbabilities {
    let count = ActionGroup.actionCount
    let row = probabilities[step * count..<(step + 1) * count]
    return GroupProbabilities(
      ActionGroup.allCases.map { group in group.actions.reduce(0) { $0 + Double(row[row.startIndex + $1]) } })
  }

  /// The first step at which this episode and another of the same start do not take the same action; nil if they never part.
  ///
  /// One that ends earlier than the other, after the same actions, parts from it where it ends.
  public func parts(from other: Episode) -> Int? {
    if let step = zip(actions, other.actions).enumerated().first(where: { $1.0 != $1.1 })?.offset {
      return step
    }
    return actions.count == other.actions.count ? nil : min(actions.count, other.actions.count)
  }
}

/// The squares of a maze that matter to what an agent does, in inner coordinates.
public struct Landmarks: Hashable, Sendable {
  /// Where the mouse starts: its square in the initial state.
  public let start: Square
  /// The first cheese in row-major order; nil without cheese.
  public let cheese: Square?
  /// The top right corner.
  public let corner: Square
  /// Where the ways to the cheese and the corner part; nil where they do not.
  public let decision: Square?
  /// The number of squares along each side of the maze.
  public let innerSize: Int

  /// Those of a maze.
  public init(_ maze: Maze) {
    (start, cheese, corner) = (maze.mouse, maze.cheese, maze.corner)
    (decision, innerSize) = (maze.decisionSquare, maze.innerSize)
  }
}
