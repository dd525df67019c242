import Foundation
import GRDB
import HookKit
import Interventions
import MazeLab
import Statistics

/// The finished points of a results file, in memory.
public struct SweepResults: Sendable {
  /// An axis as the file has it.
  public struct AxisInfo: Sendable, Hashable {
    /// The axis's name.
    public let name: String
    /// The values as text, in their order.
    public let texts: [String]
    /// The values as numbers; nil for what is none.
    public let numbers: [Double?]

    /// Whether all values are numbers.
    public var isNumeric: Bool { numbers.allSatisfy { $0 != nil } }

    /// Whether figures can have it along the bottom: more than two numbers, and nothing else but policies that tell no step.
    var isLine: Bool {
      numbers.count { $0 != nil } > 2 && (isNumeric || name == Axis.modelName)
    }

    /// The values as whole numbers, exactly where they are written so; nil unless all are.
    public var wholeNumbers: [Int]? {
      let whole = zip(texts, numbers).compactMap { Int($0) ?? $1.flatMap(Int.init(exactly:)) }
      return whole.count == numbers.count ? whole : nil
    }

    /// A value as legends have it: numbers with the axis' name.
    func label(_ value: Int) -> String { isNumeric ? "\(name) \(texts[value])" : texts[value] }
  }

  /// A metric as the file has it.
  public struct MetricInfo: Sendable, Hashable {
    /// The metric as it was written.
    public let name: String
    /// What its numbers are measured in; empty for plain numbers.
    public let unit: String
    /// Where its numbers can be at all.
    public let possibleRange: ClosedRange<Double>
  }

  /// A finished point.
  public struct Row: Sendable {
    /// Its number in the sweep.
    public let id: Int
    /// The position of its value on each axis.
    public let coordinates: [Int]
    /// Its value of each metric; nil where the maze does not have what is asked for.
    public internal(set) var values: [Double?]
    /// The mean over edits of the change's norm as a part of the activation's.
    public internal(set) var changeRatio: Double?
  }

  /// The path of the file.
  public let path: String
  /// The axes, in their order.
  public let axes: [AxisInfo]
  /// The metrics, in the order asked for.
  public let metrics: [MetricInfo]
  /// The finished points, in the order of their numbers.
  public let rows: [Row]
  /// For each control, for each row, the values of its draws: `[draw][metric]`.
  public let nulls: [Control: [[[Double?]]]]
  /// What edits and null twins did at their sites.
  let netChanges: [NetChange]
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
      (try Self.axes(database), try Self.metrics(database), try FileRecipe(database).values)
    }
    let (spent, naive) = try reader.read { database in
      let work = try DatabaseRow.fetchAll(
        database, sql: "SELECT total(multiply_adds) AS spent, total(naive_rows) AS naive FROM units")
      return (try work.first?.number("spent") ?? 0, try work.first?.number("naive") ?? 0)
    }
    let pass = Double(recipe["forward_multiply_adds"] ?? "") ?? 0
    forwardPasses = (pass > 0 ? spent / pass : 0, naive)
    pointCount = Int(recipe["points"] ?? "") ?? 0
    // More than that is no count of anything that was computed.
    guard max(spent, naive) < 1e18 else {
      throw StoreError.damaged(path: path, detail: "its table units counts more than can be")
    }
    let (known, count) = (axes, metrics.count)
    (rows, nulls, netChanges) = try reader.read { database in
      let rows = try Self.rows(database, known, count)
      let places = Dictionary(rows.enumerated().map { ($0.element.id, $0.offset) }) { $1 }
      return (rows, try Self.nulls(database, places, count), try Self.netChanges(database, places))
    }
  }

  private static func axes(_ database: Database) throws -> [AxisInfo] {
    try DatabaseRow.fetchAll(database, sql: "SELECT position, name FROM axes ORDER BY position").map { axis in
      let values = try DatabaseRow.fetchAll(
        database, sql: "SELECT text, number FROM axis_values WHERE axis = ? ORDER BY position",
        arguments: [try axis.integer("position")])
      return AxisInfo(
        name: try axis.text("name"), texts: try values.map { try $0.text("text") },
        numbers: try values.map { value in
          // Seeds from 2^63 on are texts; figures have them rounded.
          try value.isText("number") ? UInt64(value.text("number")).map { Double($0) } : value.number("number")
        })
    }
  }

  private static func metrics(_ database: Database) throws -> [MetricInfo] {
    let hasRanges = try Schema.columns(of: "metric_names", database).contains("lowest")
    let ends = hasRanges ? "lowest, highest" : "NULL AS lowest, NULL AS highest"
    let sql = "SELECT name, unit, \(ends) FROM metric_names ORDER BY position"
    return try DatabaseRow.fetchAll(database, sql: sql).map { row in
      let name = try row.text("name"), stated = hasRanges ? nil : Self.builtInRange(name)
      let low = try row.number("lowest") ?? -.infinity, high = try row.number("highest") ?? .infinity
      return MetricInfo(
        name: name, unit: try row.text("unit"), possibleRange: stated ?? ClosedRange(between: low, and: high))
    }
  }

  /// What files of before version 3 do not say: the range of a metric that HookKit has itself.
  private static func builtInRange(_ name: String) -> ClosedRange<Double>? {
    var registry = Registry()
    registry.addBuiltInMetrics()
    return NameNotes.$current.withValue(nil) { try? registry.metric(name).possibleRange }
  }

  private static func rows(_ database: Database, _ axes: [AxisInfo], _ metrics: Int) throws -> [Row] {
    var coordinates: [Int: [Int]] = [:]
    try DatabaseRow.forEach(database, sql: "SELECT point, axis, value FROM coordinates") { row in
      let axis = try row.integer("axis", in: 0..<axes.count)
      let value = try row.integer("value", in: 0..<axes[axis].texts.count)
      let point = try row.integer("point")
      coordinates[point, default: Array(repeating: 0, count: axes.count)][axis] = value
    }
    var values: [Int: [Double?]] = [:]
    try DatabaseRow.forEach(database, sql: "SELECT point, metric, value FROM metrics") { row in
      let (point, metric) = (try row.integer("point"), try row.integer("metric", in: 0..<metrics))
      values[point, default: Array(repeating: nil, count: metrics)][metric] = try row.number("value")
    }
    var ratios: [Int: (sum: Double, count: Int)] = [:]
    try DatabaseRow.forEach(database, sql: "SELECT point, change_norm, activation_norm FROM receipts") { row in
      let (change, activation) = (try row.number("change_norm") ?? 0, try row.number("activation_norm") ?? 0)
      guard activation > 0 else { return }
      let point = try row.integer("point")
      let known = ratios[point] ?? (sum: 0, count: 0)
      ratios[point] = (sum: known.sum + change / activation, count: known.count + 1)
    }
    return coordinates.keys.sorted().map { id in
      Row(
        id: id, coordinates: coordinates[id] ?? [],
        values: values[id] ?? Array(repeating: nil, count: metrics),
        changeRatio: ratios[id].map { $0.sum / Double($0.count) })
    }
  }

  private static func nulls(
    _ database: Database, _ places: [Int: Int], _ metrics: Int
  ) throws -> [Control: [[[Double?]]]] {
    var nulls: [Control: [[[Double?]]]] = [:]
    let sql = "SELECT control, point, draw, metric, value FROM nulls ORDER BY control, point, draw, metric"
    try DatabaseRow.forEach(database, sql: sql) { row in
      let (name, point) = (try row.text("control"), try row.integer("point"))
      guard let place = places[point] else { return }
      let control = Control(named: name)
      var draws = nulls[control]?[place] ?? []
      // Draws are counted from 0 without gaps.
      let draw = try row.integer("draw", in: 0..<draws.count + 1)
      if draw == draws.count { draws.append(Array(repeating: nil, count: metrics)) }
      let metric = try row.integer("metric", in: 0..<metrics)
      draws[draw][metric] = try row.number("value")
      nulls[control, default: Array(repeating: [], count: places.count)][place] = draws
    }
    return nulls
  }

  /// The plugins whose code is in the results.
  public var plugins: [PluginIdentity] { PluginChanges.identities(recipe[SweepContents.pluginsKey] ?? "") }

  /// The position of a metric.
  ///
  /// - Throws: ``StoreError/noMetric(_:known:)``.
  public func metric(_ name: String) throws -> Int {
    if let position = metrics.firstIndex(where: { $0.name == name }) { return position }
    // Files of before have other spellings.
    let spelt = metrics.map { NameStyle.hyphenated($0.name) }
    guard let found = NameStyle.known(name, among: spelt), let position = spelt.firstIndex(of: found) else {
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

  /// The positions of metrics, each once, under whichever of their spellings.
  ///
  /// - Throws: ``StoreError/noMetric(_:known:)``.
  public func metrics(named names: [String]) throws -> [Int] {
    try names.map(metric).reduce(into: []) { found, metric in if !found.contains(metric) { found.append(metric) } }
  }

  /// The positions of an axis and of one of its values.
  ///
  /// - Throws: ``StoreError/noAxis(_:known:)``, with the values that there are.
  public func value(_ text: String, ofAxis name: String) throws -> (axis: Int, value: Int) {
    let axis = try axis(name)
    guard let value = axes[axis].texts.firstIndex(of: text) else {
      throw StoreError.noAxis("\(name)=\(text)", known: axes[axis].texts.map { "\(name)=\($0)" })
    }
    return (axis, value)
  }
}
