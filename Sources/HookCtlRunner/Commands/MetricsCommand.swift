import ArgumentParser
import HookKit
import MazeLab

/// `hookctl metrics`: what sweeps and experiments can measure.
struct MetricsCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "List what sweeps can measure, with parameters and defaults.",
    discussion: """
      A metric is a number for an original and a patched field of one maze. Parameters are written as in a call: \
      path-probability(to: corner). Metrics of mazes are the same under every plan; sweeps, maze find, probe and \
      statistics behaviour take them by the same names.

      EXAMPLES
        hookctl metrics
        hookctl metrics --json
      """)

  @Flag(help: "Print as JSON.")
  var json = false

  func run(in program: Program) throws {
    let kinds = program.registry.metrics, facts = program.registry.mazeMetrics
    try program.console.print(
      json
        ? JSONValue.array(kinds.map(Self.json) + facts.map(Self.json)).text
        : TextWidth.wrapped(
          kinds.map(Self.text).joined(separator: "\n")
            + "\n\nMetrics of mazes\n\(CatalogueText.lines(facts, indent: 2))"))
  }

  private static func text(_ kind: MetricEntry) -> String {
    CatalogueText.kind(
      kind.signature, kind, unit: kind.unit.isEmpty ? "" : ", in \(kind.unit)", kind.parameters)
  }

  private static func json(_ kind: MetricEntry) -> JSONValue {
    json(
      kind.name, kind.summary, unit: kind.unit, kind.origin, kind.possibleRange, CatalogueText.json(kind.parameters),
      of: "field")
  }

  private static func json(_ fact: MazeMetricEntry) -> JSONValue {
    json(fact.name, fact.summary, unit: "", fact.origin, fact.possibleRange, .array([]), of: "maze")
  }

  private static func json(
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
