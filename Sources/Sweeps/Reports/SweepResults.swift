import Foundation
import GRDB
import HookKit

/// The finished points of a results file, in memory.
public struct SweepResults: Sendable {
  /// An axis as the file has it.
  public struct AxisInfo: Sendable, Hashable {
    public let name: String
    /// The values as text, in their order.
    public let texts: [String]
    /// The values as numbers; nil for what is none.
    public let numbers: [Double?]

    /// Whether all values are numbers.
    public var isNumeric: Bool { numbers.allSatisfy { $0 != nil } }
  }

  /// A metric as the file has it.
  public struct MetricInfo: Sendable, Hashable {
    public let name: String
    public let unit: String
  }

  /// A finished point.
  public struct Row: Sendable {
    public let id: Int
    /// The position of its value on each axis.
    public let coordinates: [Int]
    /// Its value of each metric; nil where the maze does not have what is asked for.
    public internal(set) var values: [Double?]
    /// The mean over edits of the change's norm as a part of the activation's.
    public internal(set) var changeRatio: Double?
  }

  public let path: String
  public let axes: [AxisInfo]
  public let metrics: [MetricInfo]
  public let rows: [Row]
  /// For each control, for each row, the values of its draws: `[draw][metric]`.
  public let nulls: [Control: [[[Double?]]]]
  /// The forward passes that were spent, and those of computing every field by itself, once for each square.
  public let forwardPasses: (spent: Double, naive: Double)
  /// The number of points of the whole sweep.
  public let pointCount: Int
  /// What the file says of itself.
  public let recipe: [String: String]

  /// Reads a file; while a sweep is writing to it, what is finished now.
  ///
  /// - Throws: ``StoreError``.
  public init(_ reader: SweepReader) throws {
    path = reader.path
    (axes, metrics, recipe) = try reader.read { database in
      (try Self.axes(database), try Self.metrics(database), try Self.recipe(database))
    }
    let work = try reader.read { database in
      try Row2.fetchOne(
        database, sql: "SELECT total(multiply_adds) AS spent, total(naive_rows) AS naive FROM units")
    }
    let pass = Double(recipe["forward_multiply_adds"] ?? "") ?? 0
    let (spent, naive): (Double, Double) = (work?["spent"] ?? 0, work?["naive"] ?? 0)
    forwardPasses = (pass > 0 ? spent / pass : 0, naive)
    pointCount = Int(recipe["points"] ?? "") ?? 0
    let counts = (axes: axes.count, metrics: metrics.count)
    (rows, nulls) = try reader.read { database in
      let rows = try Self.rows(database, counts.axes, counts.metrics)
      return (rows, try Self.nulls(database, rows, counts.metrics))
    }
  }

  private static func recipe(_ database: Database) throws -> [String: String] {
    try Dictionary(
      Row2.fetchAll(database, sql: "SELECT key, value FROM recipe").map { ($0["key"], $0["value"]) }
    ) { $1 }
  }

  private static func axes(_ database: Database) throws -> [AxisInfo] {
    try Row2.fetchAll(database, sql: "SELECT position, name FROM axes ORDER BY position").map { axis in
      let position: Int = axis["position"]
      let values = try Row2.fetchAll(
        database, sql: "SELECT text, number FROM axis_values WHERE axis = ? ORDER BY position",
        arguments: [position])
      return AxisInfo(
        name: axis["name"], texts: values.map { $0["text"] }, numbers: values.map { $0["number"] })
    }
  }

  private static func metrics(_ database: Database) throws -> [MetricInfo] {
    try Row2.fetchAll(database, sql: "SELECT name, unit FROM metric_names ORDER BY position").map {
      MetricInfo(name: $0["name"], unit: $0["unit"])
    }
  }

  private static func rows(_ database: Database, _ axes: Int, _ metrics: Int) throws -> [Row] {
    var coordinates: [Int: [Int]] = [:]
    let cursor = try Row2.fetchCursor(database, sql: "SELECT point, axis, value FROM coordinates")
    while let row = try cursor.next() {
      coordinates[row[0], default: Array(repeating: 0, count: axes)][row[1] as Int] = row[2]
    }
    var values: [Int: [Double?]] = [:]
    let measured = try Row2.fetchCursor(database, sql: "SELECT point, metric, value FROM metrics")
    while let row = try measured.next() {
      values[row[0], default: Array(repeating: nil, count: metrics)][row[1] as Int] = row[2]
    }
    var ratios: [Int: Double] = [:]
    let receipts = try Row2.fetchCursor(
      database,
      sql: """
        SELECT point, avg(change_norm / activation_norm) FROM receipts WHERE activation_norm > 0 GROUP BY point
        """)
    while let row = try receipts.next() { ratios[row[0] as Int] = row[1] }
    return coordinates.keys.sorted().map { id in
      Row(
        id: id, coordinates: coordinates[id] ?? [],
        values: values[id] ?? Array(repeating: nil, count: metrics),
        changeRatio: ratios[id])
    }
  }

  private static func nulls(_ database: Database, _ rows: [Row], _ metrics: Int) throws -> [Control:
    [[[Double?]]]]
  {
    let places = Dictionary(rows.enumerated().map { ($0.element.id, $0.offset) }) { $1 }
    var nulls: [Control: [[[Double?]]]] = [:]
    let cursor = try Row2.fetchCursor(
      database,
      sql: "SELECT control, point, draw, metric, value FROM nulls ORDER BY control, point, draw, metric")
    while let row = try cursor.next() {
      guard let control = Control(rawValue: row[0]), let place = places[row[1]] else { continue }
      let (draw, metric): (Int, Int) = (row[2], row[3])
      var draws = nulls[control]?[place] ?? []
      while draws.count <= draw { draws.append(Array(repeating: nil, count: metrics)) }
      draws[draw][metric] = row[4]
      nulls[control, default: Array(repeating: [], count: rows.count)][place] = draws
    }
    return nulls
  }

  /// The position of a metric.
  ///
  /// - Throws: ``StoreError/noMetric(_:known:)``.
  public func metric(_ name: String) throws -> Int {
    guard let position = metrics.firstIndex(where: { $0.name == name }) else {
      throw StoreError.noMetric(name, known: metrics.map(\.name))
    }
    return position
  }

  /// The position of an axis.
  ///
  /// - Throws: ``StoreError/noAxis(_:known:)``.
  public func axis(_ name: String) throws -> Int {
    guard let position = axes.firstIndex(where: { $0.name == name }) else {
      throw StoreError.noAxis(name, known: axes.map(\.name))
    }
    return position
  }
}

/// A row of a query; `Row` is taken here.
private typealias Row2 = GRDB.Row
