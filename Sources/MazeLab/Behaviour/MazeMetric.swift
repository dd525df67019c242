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
  let formerNames: [String]
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

/// The metrics of mazes that a registry keeps.
public struct MazeMetricSection: RegistrySection {
  /// In the order of their registration.
  public internal(set) var entries: [MazeMetricEntry] = []

  public init() {}
}

extension Registry {
  /// The registered metrics of mazes, in their order.
  public var mazeMetrics: [MazeMetricEntry] { self[MazeMetricSection.self].entries }

  /// Makes a metric of mazes available. Two of one name are a fault that `checked()` throws.
  public mutating func add<New: MazeMetric>(_ type: New.Type) {
    add(
      MazeMetricEntry(NameStyle.hyphenated(New.name), New.summary, from: origin, in: New.possibleRange) {
        New.value(of: $0)
      })
  }

  /// Makes a metric of mazes available that is no type of its own.
  mutating func add(_ entry: MazeMetricEntry) {
    if let old = mazeMetrics.first(where: { $0.name == entry.name }) {
      return note(MazeMetricError.duplicateName(entry.name, first: old.origin, second: entry.origin))
    }
    self[MazeMetricSection.self].entries.append(entry)
  }

  /// The metric of a name.
  ///
  /// - Throws: ``MazeLab/MazeMetricError/unknown(_:known:)`` with near names.
  public func mazeMetric(_ name: String) throws -> MazeMetricEntry {
    guard let entry = knownMazeMetric(name) else {
      throw MazeMetricError.unknown(name, known: mazeMetrics.map(\.name))
    }
    return entry
  }

  /// The metric of a name, in any spelling, or of a former one; nil for none.
  func knownMazeMetric(_ name: String) -> MazeMetricEntry? {
    let former = mazeMetrics.flatMap { entry in entry.formerNames.map { ($0, entry.name) } }
    let found = NameStyle.known(
      name, among: mazeMetrics.map(\.name), former: Dictionary(former) { first, _ in first })
    return mazeMetrics.first { $0.name == found }
  }
}

/// A metric of mazes that is not there, or there twice.
public enum MazeMetricError: ExplainedError, Hashable {
  /// A name that no metric of mazes has; `known` are the names there are.
  case unknown(String, known: [String])
  /// Two metrics have one name; `first` and `second` are where they come from.
  case duplicateName(String, first: String, second: String)

  public var explanation: Explanation {
    switch self {
    case .unknown(let name, let known):
      Explanation(
        .usage, "metric \"\(name)\"", "there is no such metric of mazes",
        try: NearNames.suggestion(
          for: NameStyle.hyphenated(name), in: known, otherwise: "there are \(known.joined(separator: ", "))"))
    case .duplicateName(let name, let first, let second):
      Explanation(
        .usage, "metric \"\(name)\"", "is registered twice: \(first), and \(second)",
        try: "give one of the types another name")
    }
  }
}
