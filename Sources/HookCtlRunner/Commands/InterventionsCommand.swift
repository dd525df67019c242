import ArgumentParser
import Experiments
import HookKit

/// `hookctl interventions`: what calls and plan files may name.
struct InterventionsCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "interventions",
    abstract: "The interventions that edits can name, with parameters and defaults.",
    discussion: """
      An intervention is used in a call: kind(name: value, ...)@site[selection]. Parameters with a value \
      shown may be left out.

      EXAMPLES
        hookctl interventions
        hookctl interventions noise
        hookctl interventions --json
      """)

  @Argument(
    help: "Only this one.",
    completion: .custom { _, _, _ in Program.current?.registry.kinds.map(\.name) ?? [] })
  var name: String?

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer { Answer(try program.registry.interventionsReport(of: name)) }
}
