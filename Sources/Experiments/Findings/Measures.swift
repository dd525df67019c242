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

  /// A measured number.
  public init(
    _ name: String, _ value: Double, _ interval: ClosedRange<Double>? = nil, of count: Int? = nil, unit: String = ""
  ) {
    (self.name, self.value, self.interval, self.count, self.unit) = (name, value, interval, count, unit)
  }

  /// An estimate with its confidence interval.
  public init(_ name: String, _ estimate: ConfidenceInterval, of count: Int? = nil, unit: String = "") {
    self.init(name, estimate.estimate, estimate.range, of: count, unit: unit)
  }
}

/// Numbers that belong together, one a line.
public struct Measures: Finding {
  public let name: String
  /// What they have in common; may be empty.
  public let title: String
  /// What the intervals are: "95 % bootstrap interval".
  public let intervals: String
  /// The numbers.
  public let measures: [Measure]
  let table: DataTable

  /// - Parameter intervals: what the intervals are; every interval needs its name.
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
      Column("value", \.value)
      if hasUnits { Column("unit", \.unit) }
      if hasIntervals { Column(intervals) { $0.interval.map(Self.shown) } }
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
    let header = ["name", "value", "low", "high", "n", "unit"].map(TableCell.text)
    let rows = measures.map { measure in
      [
        .text(measure.name), .number(measure.value), measure.interval.map(\.lowerBound).cell,
        measure.interval.map(\.upperBound).cell, measure.count.cell, .text(measure.unit),
      ]
    }
    return [.rows([header] + rows)]
  }

  private static func shown(_ interval: ClosedRange<Double>) -> String {
    "\(TableCell.shown(interval.lowerBound)) to \(TableCell.shown(interval.upperBound))"
  }

  private static func json(_ measure: Measure) -> JSONValue {
    .object([
      .init("name", .string(measure.name)), .init("value", .number(measure.value)),
      .init(
        "interval",
        measure.interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null),
      .init("n", measure.count.map(JSONValue.integer) ?? .null), .init("unit", .string(measure.unit)),
    ])
  }
}

extension ConfidenceInterval {
  /// From the lower to the upper end, for findings and charts.
  public var range: ClosedRange<Double> { min(lower, upper)...max(lower, upper) }
}
