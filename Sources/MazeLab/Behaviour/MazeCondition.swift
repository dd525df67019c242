import HookKit
import MazeEnv

/// A condition on mazes, as `--where` takes it.
///
///     condition = metric operator number | metric low ".." high | place operator square | place | "no-" place
///               | ("open" | "wall") square
///     operator  = "=" | "!=" | "<" | "<=" | ">" | ">="
///
/// Metrics are those of mazes in the registry, plugins' included; both ends of a range count. A place alone asks whether a maze
/// has it at all. A comparison with something that a maze does not have does not hold; outside of a maze nothing is open or wall.
package struct MazeCondition: Sendable {
  package enum Operator: String, CaseIterable, Sendable {
    // The longer ones first, so that "<=" is not read as "<".
    case notEqual = "!=", atMost = "<=", atLeast = ">=", equal = "=", less = "<", greater = ">"

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .equal: left == right
      case .notEqual: left != right
      case .less: left < right
      case .atMost: left <= right
      case .greater: left > right
      case .atLeast: left >= right
      }
    }
  }

  /// The places that a maze may lack.
  package static let places: [MeasuredMaze.Place] = [.cheese, .decisionSquare]

  /// The condition as it was written.
  package let text: String
  /// The names of the metrics that it measures.
  let metrics: [String]
  private let test: @Sendable (MeasuredMaze) -> Bool

  /// Whether it holds for a maze.
  package func holds(for maze: MeasuredMaze) -> Bool { test(maze) }

  /// All conditions, or all their faults.
  package static func all(_ texts: [String], _ registry: Registry) throws -> [MazeCondition] {
    var faults: [any ExplainedError] = [], conditions: [MazeCondition] = []
    for text in texts {
      do { conditions.append(try MazeCondition(text, registry)) } catch { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return conditions
  }

  /// - Throws: `Fault` naming what is wrong and what would work.
  package init(_ text: String, _ registry: Registry) throws(Fault) {
    self.text = text
    if let (test, metrics) = try Self.spelledOut(text, registry) {
      (self.test, self.metrics) = (test, metrics)
      return
    }
    let compact = text.filter { !$0.isWhitespace }
    guard let place = compact.firstIndex(where: { "=!<>".contains($0) }) else {
      (test, metrics) = (try Self.presence(compact, text, registry), [])
      return
    }
    guard let comparison = Operator.allCases.first(where: { compact[place...].hasPrefix($0.rawValue) }) else {
      throw Self.fault(
        text, "there is no comparison of this form", try: "use =, !=, <, <=, > or >=, or a range: size 13..25")
    }
    let value = String(compact[place...].dropFirst(comparison.rawValue.count))
    let former = Self.former(String(compact[..<place]), comparison)
    switch try Self.subject(former?.name ?? String(compact[..<place]), text, registry) {
    case .place(let found): (test, metrics) = (try Self.test(found, comparison, value, text), [])
    case .metric(let metric):
      (test, metrics) = (try Self.test(metric, former?.comparison ?? comparison, value, text), [metric.name])
    }
  }

  /// `size 13..25`, `open 3,4`, `wall 3,4`; nil for other forms.
  private static func spelledOut(
    _ text: String, _ registry: Registry
  ) throws(Fault) -> (test: @Sendable (MeasuredMaze) -> Bool, metrics: [String])? {
    let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard words.count == 2, !text.contains(where: { "=!<>".contains($0) }) else { return nil }
    let (name, value) = (words[0].lowercased(), words[1].filter { !$0.isWhitespace })
    if name == "open" || name == "wall" {
      let square = try square(value, of: name, text)
      return ({ maze in maze.isOpen(square).map { $0 == (name == "open") } ?? false }, [])
    }
    guard value.contains("..") else { return nil }
    guard case .metric(let metric) = try subject(name, text, registry) else {
      throw fault(text, "\(name) has no order", try: "use = or !=")
    }
    let ends = value.split(separator: "..", omittingEmptySubsequences: false).compactMap { Double($0) }
    guard ends.count == 2, ends.allSatisfy(\.isFinite), ends[0] <= ends[1] else {
      throw badValue(text, metric.name, value, wanted: "a range, such as 13..25")
    }
    return ({ maze in metric.value(maze).map { (ends[0]...ends[1]).contains($0) } ?? false }, [metric.name])
  }

  private static func square(
    _ value: String, of name: String, _ text: String
  ) throws(Fault) -> Square {
    let parts = value.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
    guard parts.count == 2, value.count(where: { $0 == "," }) == 1 else {
      throw badValue(text, name, value, wanted: "ROW,COLUMN")
    }
    return Square(parts[0], parts[1])
  }

  /// `decision-square`, `no-decision-square`.
  private static func presence(
    _ name: String, _ text: String, _ registry: Registry
  ) throws(Fault) -> @Sendable (MeasuredMaze) -> Bool {
    let isNegated = name.hasPrefix("no-") || name.hasPrefix("no_")
    switch try subject(isNegated ? String(name.dropFirst(3)) : name, text, registry) {
    case .place(let place): return { $0.squares(of: place).isEmpty == isNegated }
    case .metric(let metric):
      throw fault(text, "\(metric.name) needs a comparison", try: "write \(metric.name)>=13, for example")
    }
  }

  private static func test(
    _ metric: MazeMetricEntry, _ comparison: Operator, _ value: String, _ text: String
  ) throws(Fault) -> @Sendable (MeasuredMaze) -> Bool {
    guard let wanted = Double(value), wanted.isFinite, !value.contains("x") else {
      throw badValue(text, metric.name, value, wanted: "a number")
    }
    return { metric.value($0).map { comparison.holds($0, wanted) } ?? false }
  }

  private static func test(
    _ place: MeasuredMaze.Place, _ comparison: Operator, _ value: String, _ text: String
  ) throws(Fault) -> @Sendable (MeasuredMaze) -> Bool {
    let wanted = try square(value, of: place.word, text)
    guard comparison == .equal || comparison == .notEqual else {
      throw fault(text, "\(place.word) has no order", try: "use = or !=")
    }
    return { $0.squares(of: place).first.map { ($0 == wanted) == (comparison == .equal) } ?? false }
  }

  /// What a condition is about.
  private enum Subject {
    case place(MeasuredMaze.Place)
    case metric(MazeMetricEntry)
  }

  private static func subject(
    _ name: String, _ text: String, _ registry: Registry
  ) throws(Fault) -> Subject {
    if let known = NameStyle.known(name, among: places.map(\.word)),
      let place = places.first(where: { $0.word == known })
    {
      return .place(place)
    }
    guard let metric = try? registry.mazeMetric(name) else {
      let known = places.map(\.word) + registry.mazeMetrics.map(\.name)
      throw Fault(.unknown("metric of mazes", name, among: known, in: "--where '\(text)'").orOfPlugin)
    }
    return .metric(metric)
  }

  private static func badValue(_ text: String, _ subject: String, _ value: String, wanted: String) -> Fault {
    fault(text, "\"\(value)\" is not what \(subject) is compared with", try: "give \(wanted)")
  }

  private static func fault(_ text: String, _ problem: String, try remedy: String) -> Fault {
    Fault(.usage, "--where '\(text)'", problem, try: remedy)
  }

  /// `cheese-in-top-right=5` was another way to write `cheese-region<=5`.
  private static func former(_ name: String, _ comparison: Operator) -> (name: String, comparison: Operator)? {
    let now = ["=": Operator.atMost, "!=": .greater][comparison.rawValue]
    guard let now else { return nil }
    let former = ["cheese-in-top-right\(comparison.rawValue)": "cheese-region\(now.rawValue)"]
    let known = NameStyle.known(name + comparison.rawValue, among: [String](), former: former)
    return known.map { _ in ("cheese-region", now) }
  }
}
