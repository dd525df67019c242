import Foundation
import HookKit
import MazeEnv

/// The length of the cheese's outer coordinates (row, column), as a vector.
public enum CheeseCoordinateNorm: MazeMetric {
  public static let name = "cheese_coord_norm"
  public static let summary = "length of the cheese's outer coordinates, in squares"

  public static func value(of maze: MeasuredMaze) -> Double? {
    maze.cheese.map { maze.maze.outer($0) }.map { hypot(Double($0.row), Double($0.column)) }
  }
}

/// The distances between places that procgen-tools measures, under its names: `euc_dist_cheese_5x5` and so on.
enum DistanceMetrics {
  /// Every two places, as procgen-tools pairs them.
  private static let pairs: [(MeasuredMaze.Place, MeasuredMaze.Place)] = [
    (.cheese, .decisionSquare), (.cheese, .corner), (.decisionSquare, .corner), (.cheese, .region),
    (.decisionSquare, .region),
  ]

  /// Five distances of a kind.
  static func entries(_ kind: MeasuredMaze.Distance) -> [MazeMetricEntry] {
    pairs.map { first, second in
      MazeMetricEntry(
        name: "\(kind.prefix)_\(first.word)_\(second.word)",
        summary: "\(kind.phrase) from \(first.phrase) to \(second.phrase)", origin: "built in"
      ) { $0.distance(first, second, kind) }
    }
  }
}

extension Registry {
  /// Makes all metrics of procgen-tools available: fifteen distances, and the norm of the cheese's coordinates.
  public mutating func addBuiltInMazeMetrics() {
    for kind in MeasuredMaze.Distance.allCases {
      for entry in DistanceMetrics.entries(kind) { add(entry) }
    }
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
    case .euclidean: "euc_dist"
    case .taxicab: "taxi_dist"
    case .steps: "steps_between"
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
  fileprivate var word: String {
    switch self {
    case .cheese: "cheese"
    case .decisionSquare: "decision_square"
    case .corner: "top_right"
    case .region: "5x5"
    }
  }

  fileprivate var phrase: String {
    switch self {
    case .cheese: "the cheese"
    case .decisionSquare: "the decision square"
    case .corner: "the top right corner"
    case .region: "the top right 5x5"
    }
  }
}
