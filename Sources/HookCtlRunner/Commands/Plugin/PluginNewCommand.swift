import ArgumentParser
import HookKit
import PluginHost

/// `hookctl plugin new`: a package to begin with.
struct PluginNewCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a package with an intervention, an experiment, and their tests.",
    discussion: """
      The package builds and runs as it is.

      EXAMPLES
        hookctl plugin new MyPlugin
        hookctl plugin new ~/experiments/CheeseVector
      """)

  @Argument(
    help: "Where: the last part is the package's name, letters and digits with a capital first.",
    completion: .directory)
  var name: String

  func run(in program: Program) throws {
    let template = try PluginTemplate(name)
    try template.write()
    let shown = CommandText.quoted(name)
    program.console.note("wrote \(template.files.map { "\(name)/\($0.path)" }.joined(separator: ", "))")
    try program.console.print("Next: hookctl --plugin \(shown) --help")
  }
}
