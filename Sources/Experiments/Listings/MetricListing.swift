import HookKit
import MazeLab

extension Registry {
  /// What sweeps, searches and studies can measure: what `hookctl metrics` shows.
  public var metricsReport: DataReport {
    let kinds = metrics, facts = mazeMetrics
    return DataReport(
      "Metrics", named: "metrics", .array(kinds.map(MetricListing.json) + facts.map(MetricListing.json))
    ) {
      TextWidth.wrapped(
        kinds.map(MetricListing.text).joined(separator: "\n")
          + "\n\nMetrics of mazes\n\(CatalogueText.lines(facts, indent: 2))")
    }
  }
}

/// A metric as a list shows it.
private enum MetricListing {
  static func text(_ kind: MetricEntry) -> String {
    CatalogueText.kind(
      kind.signature, kind, unit: kind.unit.isEmpty ? "" : ", in \(kind.unit)", kind.parameters)
  }

  static func json(_ kind: MetricEntry) -> JSONValue {
    json(
      kind.name, kind.summary, unit: kind.unit, kind.origin, kind.possibleRange, CatalogueText.json(kind.parameters),
      of: "field")
  }

  static func json(_ fact: MazeMetricEntry) -> JSONValue {
    json(fact.name, fact.summary, unit: "", fact.origin, fact.possibleRange, .array([]), of: "maze")
  }

  static func json(
    _ name: String, _ summary: String, unit: String, _ origin: String, _ range: ClosedRange<Double>,
    _ parameters: JSONValue, of measured: String
  ) -> JSONValue {
    func end(_ end: Double) -> JSONValue { end.isFinite ? .number(end) : .null }
    return .object([
      .init("name", .string(name)), .init("summary", .string(summary)), .init("of", .string(measured)),
      .init("unit", .string(unit)), .init("lowest", end(range.lowerBound)), .init("highest", end(range.upperBound)),
      .init("origin", .string(origin)), .init("parameters", parameters),
    ])
  }
}
