import HookKit
import MazeEnv
import Statistics

/// A number that describes a maze: a distance between places, for example.
///
/// ```swift
/// enum DeadEnds: MazeMetric {
///   static let name = "dead-ends"
///   static let summary = "squares with one way only"
///   static func value(of maze: MeasuredMaze) -> Double? { ... }
/// }
/// registry.add(DeadEnds.self)
/// ```
///
/// A registered metric takes part in `hookctl statistics behaviour`, can be the target of `hookctl probe` and a column of
/// sweeps, and levels are found by it: `hookctl maze find --where 'dead-ends>3'`.
public protocol MazeMetric: Sendable {
  /// Its name in commands, reports and files.
  static var name: String { get }

  /// What it measures, in a line, with its unit.
  static var summary: String { get }

  /// Where its numbers can be at all: from 0 on for distances. The default is everything.
  static var possibleRange: ClosedRange<Double> { get }

  /// The number; nil for a maze that does not have it: one without a decision square, for example.
  static func value(of maze: MeasuredMaze) -> Double?
}

extension MazeMetric {
  public static var possibleRange: ClosedRange<Double> { .unlimited }
}

/// A registered metric.
public struct MazeMetricEntry: Sendable {
  /// Its name in commands, reports and files.
  public let name: String
  /// What it measures.
  public let summary: String
  /// Where it comes from: "built in", or the name of a plugin.
  public let origin: String
  /// Where its numbers can be at all.
  public let possibleRange: ClosedRange<Double>
  /// What it was called before, in the spelling of ``NameStyle``.
  public let formerNames: [String]
  /// The number; nil for a maze that does not have it.
  public let value: @Sendable (MeasuredMaze) -> Double?

  init(
    _ name: String, _ summary: String, from origin: String, in range: ClosedRange<Double>, formerly: [String] = [],
    _ value: @escaping @Sendable (MeasuredMaze) -> Double?
  ) {
    (self.name, self.summary, self.origin, possibleRange) = (name, summary, origin, range)
    (formerNames, self.value) = (formerly, value)
  }
}

extension MazeMetricEntry: CatalogueEntry {
  public static let noun = "metric"
}

extension Registry {
  /// The registered metrics of mazes, in their order.
  public var mazeMetrics: [MazeMetricEntry] { catalogue(of: MazeMetricEntry.self).entries }

  /// Makes a metric of mazes available. Two of one name are a fault that `checked()` throws.
  public mutating func add<New: MazeMetric>(_ type: New.Type) {
    enter(
      MazeMetricEntry(NameStyle.hyphenated(New.name), New.summary, from: origin, in: New.possibleRange) {
        New.value(of: $0)
      })
  }

  /// The metric of a name, in any spelling.
  ///
  /// - Throws: `CatalogueError.unknown` with near names.
  public func mazeMetric(_ name: String) throws -> MazeMetricEntry {
    try catalogue(of: MazeMetricEntry.self).entry(name)
  }

  /// The metrics of some names, each once.
  ///
  /// - Throws: all unknown names together.
  public func mazeMetrics(named names: [String]) throws -> [MazeMetricEntry] {
    var faults: [any ExplainedError] = [], found: [MazeMetricEntry] = []
    for name in names where !found.contains(where: { $0.name == name }) {
      do { found.append(try mazeMetric(name)) } catch let error as CatalogueError { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return found
  }
}
