import ArgumentParser
import PluginHost

/// `hookctl plugin export`: writes what plugins are compiled with, for `make install`; help does not list it.
struct PluginExportCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write modules and headers for an installation.",
    discussion: """
      EXAMPLES
        hookctl plugin export compiled
      """,
    shouldDisplay: false)

  @Argument(help: "The folder to make.", completion: .directory)
  var folder: String

  func run(in program: Program) throws { try PluginHost(reportingTo: program.console).export(to: folder) }
}
