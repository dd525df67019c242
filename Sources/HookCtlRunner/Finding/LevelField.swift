import MazeEnv

/// Something of a level that a condition can ask for.
struct LevelField: Sendable {
  /// How its values look.
  enum Kind: Sendable {
    /// Compared by size; nil where a level has none.
    case number(@Sendable (LevelFacts) -> Int?)
    /// Compared by place; also asked for by its name alone.
    case square(@Sendable (LevelFacts) -> Square?)
    /// Holds for a given size or not.
    case region(@Sendable (LevelFacts, Int) -> Bool)
  }

  let name: String
  let help: String
  let kind: Kind

  /// Every field, in the order of the help text.
  static let all: [LevelField] = [
    LevelField(
      name: "size", help: "squares along each side of the maze", kind: .number { $0.maze.innerSize }),
    LevelField(
      name: "squares", help: "legal squares of the mouse", kind: .number { $0.maze.legalSquares.count }),
    LevelField(
      name: "background", help: "which of the backgrounds, 0 to 8", kind: .number { $0.maze.background }),
    LevelField(name: "cheese", help: "the cheese's square", kind: .square { $0.cheese }),
    LevelField(name: "cheese-row", help: "its row, 0 at the bottom", kind: .number { $0.cheese?.row }),
    LevelField(name: "cheese-column", help: "its column", kind: .number { $0.cheese?.column }),
    LevelField(
      name: "cheese-in-top-right", help: "the cheese is in the top right N x N squares",
      kind: .region { $0.isCheese(inTopRight: $1) }),
    LevelField(
      name: "decision-square", help: "where the ways to cheese and corner part", kind: .square { $0.decision }
    ),
    LevelField(
      name: "distance-to-cheese", help: "steps from start to cheese", kind: .number { $0.steps($0.cheese) }),
    LevelField(
      name: "distance-to-corner", help: "steps from start to corner",
      kind: .number { $0.steps($0.maze.corner) }),
    LevelField(
      name: "distance-to-decision", help: "steps from start to decision square",
      kind: .number { $0.steps($0.decision) }),
    LevelField(
      name: "decision-to-cheese", help: "steps from decision square to cheese",
      kind: .number { $0.stepsFromDecision($0.cheese) }),
    LevelField(
      name: "decision-to-corner", help: "steps from decision square to corner",
      kind: .number { $0.stepsFromDecision($0.maze.corner) }),
    LevelField(
      name: "cheese-to-corner", help: "steps from cheese to corner",
      kind: .number { $0.stepsCheeseToCorner }),
  ]
}

/// A level with what conditions ask about it, each worked out once and only when asked for.
package final class LevelFacts {
  let level: Int
  let maze: Maze
  private(set) lazy var cheese = maze.cheese
  private(set) lazy var decision = maze.decisionSquare
  private lazy var fromStart = maze.distances(from: maze.start)
  private lazy var fromDecision = decision.map { maze.distances(from: $0) }

  package init(level: Int, mode: MazeMode) throws {
    self.level = level
    maze = try Maze(level: level, mode: mode)
  }

  /// Steps from the start.
  func steps(_ square: Square?) -> Int? { square.flatMap { fromStart[$0] } }

  /// Steps from the decision square.
  func stepsFromDecision(_ square: Square?) -> Int? { square.flatMap { fromDecision?[$0] } }

  var stepsCheeseToCorner: Int? { cheese.flatMap { maze.distances(from: $0)[maze.corner] } }

  func isCheese(inTopRight size: Int) -> Bool {
    guard let cheese else { return false }
    return min(cheese.row, cheese.column) >= maze.innerSize - size
  }
}
