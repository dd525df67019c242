import HookKit
import MazeEnv
import Statistics

/// A metric of mazes among the metrics of a comparison: what is measured is the maze that was run, and no plan changes it.
///
/// In the results of a sweep it stands beside the effects: `SELECT size, avg(mean_total_variation) FROM results GROUP BY size`.
struct MazeFact: Metric {
  static let name = "maze-fact"
  static let summary = "a number that describes the maze"

  /// The metric of mazes; nil in the prototype alone, which no registry has.
  private let entry: MazeMetricEntry?

  init() { entry = nil }

  /// - Throws: ``RegistryError/unknownParameter(_:kind:known:)``: metrics of mazes have none.
  init(_ entry: MazeMetricEntry, _ given: [String: ParameterValue]) throws {
    _ = try [ParameterInfo]().completed(given, for: entry.name)
    self.entry = entry
  }

  var text: String { entry?.name ?? Self.name }
  var possibleRange: ClosedRange<Double> { entry?.possibleRange ?? .unlimited }

  func value(of comparison: FieldComparison) -> Double? { entry?.value(MeasuredMaze(comparison.original)) }

  init(from decoder: any Decoder) throws {
    throw DecodingError.dataCorrupted(
      .init(codingPath: decoder.codingPath, debugDescription: "a metric of mazes is made by the registry"))
  }

  func encode(to encoder: any Encoder) throws { try entry?.name.encode(to: encoder) }
}
