import ArgumentParser
import PluginHost

/// `hookctl plugin clean`: removes what was built.
struct PluginCleanCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Remove all programs that were built with plugins.",
    discussion: """
      Plugins themselves stay as they are; the next command with them builds from nothing.

      EXAMPLES
        hookctl plugin clean
      """)

  func run(in program: Program) throws {
    let removed = try PluginHost(reportingTo: program.console).clean()
    program.console.endProgress()
    program.console.note(removed.map { "removed what was built in \($0)" } ?? "there was nothing to remove")
  }
}
