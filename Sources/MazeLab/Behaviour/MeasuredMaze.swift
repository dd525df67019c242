import Foundation
import MazeEnv

/// A maze with what metrics ask about it, each worked out once.
///
/// All squares are inner ones.
public struct MeasuredMaze: Sendable {
  /// A place that distances are measured between.
  public enum Place: Sendable, CaseIterable {
    /// The cheese.
    case cheese
    /// Where the ways to the cheese and to the corner part.
    case decisionSquare
    /// The top right corner.
    case corner
    /// The open squares of the top right 5x5; the nearest of them counts.
    case region
  }

  /// How long a way is.
  public enum Distance: Sendable, CaseIterable {
    /// The straight line, in squares.
    case euclidean
    /// Rows plus columns, through walls.
    case taxicab
    /// The shortest way that the mouse can walk.
    case steps
  }

  /// The maze.
  public let maze: Maze
  /// The number of its level.
  public let level: Int
  /// The square of the cheese; nil without cheese.
  public let cheese: Square?
  /// The decision square; nil when the ways do not part.
  public let decision: Square?
  /// The open squares of the top right 5x5, in row-major order.
  public let region: [Square]
  /// Steps to every square that can be reached, from each place with one square.
  private let steps: [Square: [Square: Int]]

  /// Measures a maze.
  ///
  /// - Complexity: three searches of the maze.
  public init(_ maze: Maze, level: Int) {
    (self.maze, self.level) = (maze, level)
    (cheese, decision) = (maze.cheese, maze.decisionSquare)
    let low = max(0, maze.innerSize - Self.regionSize)
    let open = Set(maze.legalSquares + maze.cheeses)
    region = (low..<max(low, maze.innerSize)).flatMap { row in
      (low..<maze.innerSize).map { Square(row, $0) }
    }.filter(open.contains)
    var steps: [Square: [Square: Int]] = [:]
    for square in [maze.cheese, maze.decisionSquare, maze.corner].compactMap(\.self) where steps[square] == nil {
      steps[square] = maze.distances(from: square)
    }
    self.steps = steps
  }

  /// The side of the region in which the published policies found their cheese during training.
  public static let regionSize = 5

  /// The squares of a place; none where the maze does not have it.
  public func squares(of place: Place) -> [Square] {
    switch place {
    case .cheese: cheese.map { [$0] } ?? []
    case .decisionSquare: decision.map { [$0] } ?? []
    case .corner: maze.innerSize > 0 ? [maze.corner] : []
    case .region: region
    }
  }

  /// The distance between two places, the shortest where one is a region; nil where the maze lacks one, or no
  /// way leads.
  ///
  /// - Precondition: not both places are the region.
  public func distance(_ first: Place, _ second: Place, _ kind: Distance) -> Double? {
    let (one, many) = first == .region ? (second, first) : (first, second)
    guard let from = squares(of: one).first else { return nil }
    return squares(of: many).compactMap { to -> Double? in
      let (rows, columns) = (Double(to.row - from.row), Double(to.column - from.column))
      return switch kind {
      case .euclidean: hypot(rows, columns)
      case .taxicab: abs(rows) + abs(columns)
      case .steps: steps[from]?[to].map(Double.init)
      }
    }.min()
  }
}
