import HookKit
import MazeLab

/// Names that completion offers: what the running program knows, plugins included.
enum KnownNames {
  /// The metrics of a comparison.
  static var metrics: [String] { Program.current?.registry[MetricSection.self].kinds.map(\.name) ?? [] }

  /// The metrics of mazes.
  static var mazeMetrics: [String] { Program.current?.registry.mazeMetrics.map(\.name) ?? [] }
}
