import Foundation
import HookKit
import MazeEnv

/// A maze with what metrics ask about it, each worked out once.
///
/// All squares are inner ones.
public struct MeasuredMaze: Sendable {
  /// A place that distances are measured between.
  public enum Place: Sendable, CaseIterable {
    /// Where the mouse starts.
    case start
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
  /// Which background procgen draws, 0 to 8; nil where only the squares are known.
  public let background: Int?
  private let found = Locked(Found())

  /// What was worked out so far.
  private struct Found {
    var decision: Square??
    var region: [Square]?
    /// Steps to every square that can be reached, by where they begin.
    var steps: [Square: [Square: Int]] = [:]
  }

  /// A maze, of which nothing is measured yet.
  public init(_ maze: Maze, level: Int) { self.init(maze, level: level, background: maze.background) }

  /// The maze of a field, which does not know its background.
  init(_ field: VectorField) { self.init(field.maze, level: field.level, background: nil) }

  private init(_ maze: Maze, level: Int, background: Int?) {
    (self.maze, self.level, cheese, self.background) = (maze, level, maze.cheese, background)
  }

  /// The decision square; nil when the ways do not part.
  public var decision: Square? {
    found.withLock { found in
      if let decision = found.decision { return decision }
      found.decision = .some(maze.decisionSquare)
      return found.decision ?? nil
    }
  }

  /// The open squares of the top right 5x5, in row-major order.
  public var region: [Square] {
    found.withLock { found in
      let region = found.region ?? maze.openSquares(inTopRight: Self.regionSize)
      found.region = region
      return region
    }
  }

  /// Whether an inner square is no wall; nil outside of the maze.
  func isOpen(_ square: Square) -> Bool? {
    let inner = 0..<maze.innerSize
    guard inner.contains(square.row), inner.contains(square.column) else { return nil }
    return maze.cell(at: square) != Int(Cell.wall)
  }

  /// Steps from a square to every one that can be reached.
  ///
  /// - Complexity: one search of the maze, the first time.
  private func steps(from square: Square) -> [Square: Int] {
    found.withLock { found in
      let steps = found.steps[square] ?? maze.distances(from: square)
      found.steps[square] = steps
      return steps
    }
  }

  /// The side of the region in which the published policies found their cheese during training.
  public static let regionSize = 5

  /// The squares of a place; none where the maze does not have it.
  public func squares(of place: Place) -> [Square] {
    switch place {
    case .start: maze.innerSize > 0 ? [maze.start] : []
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
    let steps = kind == .steps ? steps(from: from) : [:]
    return squares(of: many).compactMap { to -> Double? in
      let (rows, columns) = (Double(to.row - from.row), Double(to.column - from.column))
      return switch kind {
      case .euclidean: hypot(rows, columns)
      case .taxicab: abs(rows) + abs(columns)
      case .steps: steps[to].map(Double.init)
      }
    }.min()
  }
}

extension Maze {
  /// The squares of the top right `size` x `size` that are no wall, in row-major order.
  fileprivate func openSquares(inTopRight size: Int) -> [Square] {
    let low = max(0, innerSize - size), open = Set(legalSquares + cheeses)
    return (low..<max(low, innerSize)).flatMap { row in (low..<innerSize).map { Square(row, $0) } }.filter(
      open.contains)
  }
}
