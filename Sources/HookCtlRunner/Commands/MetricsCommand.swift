import ArgumentParser
import Experiments
import HookKit

/// `hookctl metrics`: what sweeps and experiments can measure.
struct MetricsCommand: ReportCommand {
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

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer { Answer(program.registry.metricsReport) }
}
