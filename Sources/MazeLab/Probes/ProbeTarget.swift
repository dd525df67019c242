import HookKit
import MazeEnv
import Statistics

/// What a probe reads off activations.
public enum ProbeTarget: Sendable {
  /// The outer row and column of the cheese.
  case cheese
  /// The outer row and column of the mouse.
  case mouse
  /// The group of actions that the policy finds likeliest.
  case action
  /// Whether the policy gets the cheese in an episode from the square.
  case gotCheese
  /// Whether the square under a cell is no wall: for ``CellProbing``.
  case open
  /// A metric of the maze.
  case metric(MazeMetricEntry)
  /// A number for each row, from a file.
  case labels(ProbeLabels)

  /// Its name on the command line.
  public var name: String {
    switch self {
    case .cheese: "cheese"
    case .mouse: "mouse"
    case .action: "action"
    case .gotCheese: "got-cheese"
    case .open: "open"
    case .metric(let metric): metric.name
    case .labels: "labels"
    }
  }

  /// The names that are no metrics.
  public static let own = ["cheese", "mouse", "action", "got-cheese", "open"]

  /// The target of a name: one of ``own``, or a metric of the registry.
  ///
  /// - Throws: `CatalogueError.unknown` with near names.
  public init(_ name: String, registry: Registry) throws {
    switch NameStyle.known(name, among: Self.own) {
    case "cheese": self = .cheese
    case "mouse": self = .mouse
    case "action": self = .action
    case "got-cheese": self = .gotCheese
    case "open": self = .open
    default:
      guard let metric = registry.catalogue(of: MazeMetricEntry.self).known(name) else {
        throw CatalogueError.unknown(name, noun: "target", known: Self.own + registry.mazeMetrics.map(\.name))
      }
      self = .metric(metric)
    }
  }

  /// One thing to read off: its name, and for which rows it is known.
  public struct Question: Sendable {
    /// What is read off: "cheese", "mouse row".
    public let name: String
    /// The rows for which it is known.
    public let rows: [Int]
    /// What is true of them.
    public let target: LinearProbe.Target
  }

  /// Checks that a method is for the target, before there are rows.
  ///
  /// - Parameters:
  ///   - isLogistic: the method; nil for what suits the target.
  ///   - ofCells: whether every cell is probed.
  /// - Throws: ``ProbeError/notForTarget(target:method:)``, ``ProbeError/notForCells(target:)``,
  ///   ``ProbeError/onlyForCells(target:)``.
  public func check(isLogistic: Bool?, ofCells: Bool = false) throws(ProbeError) {
    switch self {
    case .cheese, .mouse: break
    case .open: if !ofCells { throw .onlyForCells(target: name) }
    case .action, .gotCheese:
      if ofCells { throw .notForCells(target: name) }
      if isLogistic == false { throw .notForTarget(target: name, method: "ridge") }
    case .metric, .labels: if ofCells { throw .notForCells(target: name) }
    }
  }

  /// What a probe is asked of some rows.
  ///
  /// Ridge regression reads squares off as two numbers, logistic regression their row and column as classes. A
  /// metric is a number for the one, and for the other whether it is above its median.
  ///
  /// - Parameters:
  ///   - rows: the rows, of which some may not have the target.
  ///   - isLogistic: whether classes are wanted; nil for what suits the target.
  /// - Throws: ``ProbeError``.
  public func questions(of rows: ProbeRows, isLogistic: Bool?) throws -> [Question] {
    switch self {
    case .labels(let labels): return [try labels.question(rows.rows.count, isLogistic: isLogistic ?? false)]
    case .cheese: return try squares(rows.rows.map(\.cheese), isLogistic ?? false)
    case .mouse: return try squares(rows.rows.map(\.mouse), isLogistic ?? false)
    case .action:
      try check(isLogistic: isLogistic)
      return [
        Question(
          name: name, rows: Array(rows.rows.indices),
          target: .classes(rows.rows.map(\.action.rawValue), count: ActionGroup.allCases.count))
      ]
    case .open: throw ProbeError.onlyForCells(target: name)
    case .gotCheese:
      try check(isLogistic: isLogistic)
      let known = rows.rows.indices.filter { rows.rows[$0].gotCheese != nil }
      guard !known.isEmpty else { throw ProbeError.nothingKnown(target: name, rows: rows.rows.count) }
      let classes = known.map { rows.rows[$0].gotCheese == true ? 1 : 0 }
      return [Question(name: name, rows: known, target: .classes(classes, count: 2))]
    case .metric(let metric):
      let byLevel = rows.mazes.mapValues { metric.value($0) }
      let values = rows.rows.map { byLevel[$0.level] ?? nil }
      let known = values.indices.filter { values[$0] != nil }
      let numbers = known.compactMap { values[$0] }
      guard !known.isEmpty else { throw ProbeError.nothingKnown(target: name, rows: values.count) }
      guard isLogistic ?? false else {
        return [Question(name: name, rows: known, target: .numbers(Matrix(columns: [numbers])))]
      }
      let median = try Sample(numbers, of: name).median
      return [
        Question(
          name: "\(name) above its median", rows: known,
          target: .classes(numbers.map { $0 > median ? 1 : 0 }, count: 2))
      ]
    }
  }

  private func squares(_ squares: [Square?], _ isLogistic: Bool) throws -> [Question] {
    let known = squares.indices.filter { squares[$0] != nil }
    guard !known.isEmpty else { throw ProbeError.nothingKnown(target: name, rows: squares.count) }
    let (rows, columns) = (known.compactMap { squares[$0]?.row }, known.compactMap { squares[$0]?.column })
    guard isLogistic else {
      let matrix = Matrix(columns: [rows.map(Double.init), columns.map(Double.init)])
      return [Question(name: name, rows: known, target: .numbers(matrix))]
    }
    return [("row", rows), ("column", columns)].map { part, values in
      Question(name: "\(name) \(part)", rows: known, target: .classes(values, count: (values.max() ?? 0) + 1))
    }
  }
}
