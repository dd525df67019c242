import HookKit
import MazeLab
import Statistics

/// A number that was measured, with what is known of it.
public struct Measure: Sendable, Hashable {
  /// What was measured.
  public var name: String
  /// The estimate.
  public var value: Double
  /// Where the true value lies with the confidence that the ``Measures`` name.
  public var interval: ClosedRange<Double>?
  /// From how many observations.
  public var count: Int?
  /// Its unit; empty for probabilities and other pure numbers.
  public var unit: String
  /// How the interval was found; empty where that is not said.
  public var method = ""
  /// What the observations are: "level"; empty where that is not said.
  public var countOf = ""
  /// The level of confidence of the interval.
  public var level = 0.95
  /// Whether it is a number of things, which people see without decimals.
  public var isCount = false

  /// A measured number.
  public init(
    _ name: String, _ value: Double, _ interval: ClosedRange<Double>? = nil, of count: Int? = nil, unit: String = ""
  ) {
    (self.name, self.value, self.interval, self.count, self.unit) = (name, value, interval, count, unit)
  }

  /// A number of things.
  public init(_ name: String, count value: Int, of all: Int? = nil) {
    self.init(name, Double(value), of: all)
    isCount = true
  }

  /// An estimate with its confidence interval.
  public init(_ name: String, _ estimate: ConfidenceInterval, of count: Int? = nil, unit: String = "") {
    self.init(name, estimate.estimate, estimate.range, of: count, unit: unit)
    (method, level) = (estimate.method, estimate.level)
  }

  /// A mean over units with its interval, where it has one.
  public init(_ name: String, _ estimate: UnitEstimate, unit: String = "") {
    self.init(name, estimate.estimate, estimate.range, of: estimate.count, unit: unit)
    (countOf, method) = (estimate.unit, estimate.method)
    if let interval = estimate.interval { level = interval.level }
  }

  /// The interval as tables hold it.
  var tableInterval: TableInterval? {
    interval.map { TableInterval($0, level: level, method: method, of: count, unit: countOf) }
  }
}

/// Numbers that belong together, one a line.
public struct Measures: Finding {
  public let name: String
  /// What they have in common; may be empty.
  public let title: String
  /// What the intervals are: "95 % interval over levels".
  public let intervals: String
  /// The numbers.
  public let measures: [Measure]
  let table: DataTable

  /// Named numbers, one a line.
  ///
  /// - Parameters:
  ///   - name: what files and JSON call them.
  ///   - title: what they have in common; may be empty.
  ///   - intervals: what the intervals are; every interval needs its name.
  ///   - measures: the numbers, one a line.
  public init(
    _ name: String, _ title: String = "", intervals: String = "95 % interval",
    @ListBuilder<Measure> _ measures: () throws -> [Measure]
  ) rethrows {
    let measures = try measures()
    (self.name, self.title, self.intervals, self.measures) = (name, title, intervals, measures)
    let hasIntervals = measures.contains { $0.interval != nil }
    let hasCounts = measures.contains { $0.count != nil }
    let hasUnits = measures.contains { !$0.unit.isEmpty }
    table = DataTable(name, title, of: measures) {
      Column("", \.name)
      Column("value") { $0.isCount ? TableCell.integer(Int(bounded: $0.value)) : .number($0.value) }
      if hasUnits { Column("unit", \.unit) }
      if hasIntervals { Column(intervals, ofKey: "value") { $0.tableInterval } }
      if hasCounts { Column("n", \.count) }
    }
  }

  public var text: String { table.text }
  public var markdown: String { table.markdown }
  public var html: String { table.html }

  public var json: JSONValue {
    .object([
      .init("kind", .string("measures")), .init("name", .string(name)), .init("title", .string(title)),
      .init("intervals", .string(intervals)), .init("measures", .array(measures.map(Self.json))),
    ])
  }

  public var parts: [FindingPart] {
    let rows = measures.map { measure in
      [
        .text(measure.name), .number(measure.value), measure.interval.map(\.lowerBound).cell,
        measure.interval.map(\.upperBound).cell, measure.count.cell, .text(measure.unit),
      ]
    }
    return [.rows(["name", "value", "low", "high", "n", "unit"], rows)]
  }

  private static func json(_ measure: Measure) -> JSONValue {
    .object([
      .init("name", .string(measure.name)), .init("value", .number(measure.value)),
      .init("interval", measure.tableInterval?.json ?? .null),
      .init("n", measure.count.map(JSONValue.integer) ?? .null), .init("unit", .string(measure.unit)),
    ])
  }
}
