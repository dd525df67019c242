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
      pathProbability(to: corner).

      EXAMPLES
        hookctl metrics
        hookctl metrics --json
      """)

  @Flag(help: "Print as JSON.")
  var json = false

  func run(in program: Program) throws {
    let kinds = program.registry[MetricSection.self].kinds
    try program.console.print(json ? Self.json(kinds).text : kinds.map(Self.text).joined(separator: "\n"))
  }

  private static func text(_ kind: MetricSection.Kind) -> String {
    let origin = kind.origin == "built in" ? "" : " (\(kind.origin))"
    let unit = kind.unit.isEmpty ? "" : ", in \(kind.unit)"
    var table = Table(indent: 4)
    for parameter in kind.parameters { table.add(parameter.signature, parameter.help) }
    return "\(kind.signature)\(origin)\n  \(kind.summary)\(unit)" + (table.isEmpty ? "" : "\n\(table.text)")
  }

  private static func json(_ kinds: [MetricSection.Kind]) -> JSONValue {
    .array(
      kinds.map { kind in
        .object([
          .init("name", .string(kind.name)), .init("summary", .string(kind.summary)),
          .init("unit", .string(kind.unit)), .init("origin", .string(kind.origin)),
          .init(
            "parameters",
            .array(
              kind.parameters.map { parameter in
                .object([
                  .init("name", .string(parameter.name)), .init("type", .string(parameter.type)),
                  .init("default", parameter.defaultValue.map { .string($0.description) } ?? .null),
                  .init("help", .string(parameter.help)),
                ])
              })),
        ])
      })
  }
}
