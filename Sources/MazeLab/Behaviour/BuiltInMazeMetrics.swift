import Foundation
import HookKit
import MazeEnv
import Statistics

/// The length of the cheese's outer coordinates (row, column), as a vector.
public enum CheeseCoordinateNorm: MazeMetric {
  public static let name = "cheese-coord-norm"
  public static let summary = "length of the cheese's outer coordinates, in squares"
  public static let possibleRange = 0...Double.infinity

  public static func value(of maze: MeasuredMaze) -> Double? {
    maze.cheese.map { maze.maze.outer($0) }.map { hypot(Double($0.row), Double($0.column)) }
  }
}

/// What a maze is, without distances.
enum MazeShapeMetrics {
  static let entries: [MazeMetricEntry] = [
    entry("size", "squares along each side of the maze") { $0.maze.innerSize },
    entry("squares", "squares on which the mouse can stand") { $0.maze.legalSquares.count },
    entry("background", "which of the backgrounds, 0 to 8") { $0.background },
    entry("cheese-row", "the cheese's row, 0 at the bottom") { $0.cheese?.row },
    entry("cheese-column", "the cheese's column, 0 at the left") { $0.cheese?.column },
    entry("cheese-region", "side of the smallest top right region with the cheese") { maze in
      maze.cheese.map { maze.maze.innerSize - min($0.row, $0.column) }
    },
  ]

  private static func entry(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (MeasuredMaze) -> Int?
  ) -> MazeMetricEntry {
    MazeMetricEntry(name, summary, from: Registry.builtInOrigin, in: 0...Double.infinity) { value($0).map(Double.init) }
  }
}

/// The distances between places that procgen-tools measures, under its names with hyphens, and steps from the start.
enum DistanceMetrics {
  typealias Pair = (MeasuredMaze.Place, MeasuredMaze.Place)

  /// Every two places, as procgen-tools pairs them.
  private static let pairs: [Pair] = [
    (.cheese, .decisionSquare), (.cheese, .corner), (.decisionSquare, .corner), (.cheese, .region),
    (.decisionSquare, .region),
  ]

  /// What `maze find` called some distances before all commands had the same names.
  private static let former = [
    "steps-between-start-cheese": "distance-to-cheese", "steps-between-start-top-right": "distance-to-corner",
    "steps-between-start-decision-square": "distance-to-decision",
    "steps-between-cheese-decision-square": "decision-to-cheese",
    "steps-between-decision-square-top-right": "decision-to-corner",
    "steps-between-cheese-top-right": "cheese-to-corner",
  ]

  /// Five distances of a kind.
  static func entries(_ kind: MeasuredMaze.Distance) -> [MazeMetricEntry] { pairs.map { entry(kind, $0) } }

  /// Steps from the start to the cheese, the corner and the decision square.
  static let fromStart: [MazeMetricEntry] = [.cheese, .corner, .decisionSquare].map { entry(.steps, (.start, $0)) }

  private static func entry(_ kind: MeasuredMaze.Distance, _ pair: Pair) -> MazeMetricEntry {
    let (first, second) = pair
    let name = "\(kind.prefix)-\(first.word)-\(second.word)"
    return MazeMetricEntry(
      name, "\(kind.phrase) from \(first.phrase) to \(second.phrase)", from: Registry.builtInOrigin,
      in: 0...Double.infinity, formerly: former[name].map { [$0] } ?? []
    ) { $0.distance(first, second, kind) }
  }
}

extension Registry {
  /// Makes all metrics of mazes available: shape and places, the fifteen distances and the norm of procgen-tools, and steps
  /// from the start.
  public mutating func addBuiltInMazeMetrics() {
    for entry in MazeShapeMetrics.entries { enter(entry) }
    for kind in MeasuredMaze.Distance.allCases {
      for entry in DistanceMetrics.entries(kind) { enter(entry) }
    }
    for entry in DistanceMetrics.fromStart { enter(entry) }
    add(CheeseCoordinateNorm.self)
  }

  /// The eleven metrics that behaviour is explained by when none are named: those of procgen-tools' study,
  /// whose distances are straight lines and steps.
  public static let studiedMazeMetrics: [String] =
    ([.euclidean, .steps] as [MeasuredMaze.Distance]).flatMap(DistanceMetrics.entries).map(\.name)
    + [CheeseCoordinateNorm.name]
}

extension MeasuredMaze.Distance {
  fileprivate var prefix: String {
    switch self {
    case .euclidean: "euc-dist"
    case .taxicab: "taxi-dist"
    case .steps: "steps-between"
    }
  }

  fileprivate var phrase: String {
    switch self {
    case .euclidean: "straight line in squares"
    case .taxicab: "rows plus columns"
    case .steps: "steps"
    }
  }
}

extension MeasuredMaze.Place {
  /// What it is called in the names of metrics, and in conditions of `maze find`.
  public var word: String {
    switch self {
    case .start: "start"
    case .cheese: "cheese"
    case .decisionSquare: "decision-square"
    case .corner: "top-right"
    case .region: "5x5"
    }
  }

  fileprivate var phrase: String {
    switch self {
    case .start: "the start"
    case .cheese: "the cheese"
    case .decisionSquare: "the decision square"
    case .corner: "the top right corner"
    case .region: "the top right 5x5"
    }
  }
}
