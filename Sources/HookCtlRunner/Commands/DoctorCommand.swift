import ArgumentParser
import Experiments
import HookKit
import PluginHost

/// `hookctl doctor`: what is installed, and how to get what is not.
struct DoctorCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "What is installed, where, what is missing and how to get it.",
    discussion: """
      Ends with exit code 69 when something that hookctl needs by default is missing.

      EXAMPLES
        hookctl doctor
        hookctl doctor --json
      """)

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer {
    let installation = Installation(program.registry, toolchain: PluginHost.toolchain())
    let missing = installation.missing.map(\.name)
    let failure = Fault(
      .notInstalled, missing.joined(separator: ", "), "missing, or not as it should be",
      try: "the lines with -> say what to do")
    return Answer(installation.report, failure: missing.isEmpty ? nil : failure)
  }
}
