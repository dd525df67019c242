import ArgumentParser
import HookKit
import PluginHost

/// `hookctl plugin build`: builds without running.
struct PluginBuildCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the program of the plugins in effect here, and print its path.",
    discussion: """
      Commands with plugins build by themselves; this is for building beforehand.

      EXAMPLES
        hookctl --plugin MyPlugin plugin build
      """)

  func run(in program: Program) throws {
    let choice = try TrustQuestion(console: program.console).choice(program.plugins)
    guard !choice.isEmpty else { throw PluginCommandError.noPlugins }
    let path = try PluginHost(reportingTo: program.console).program(with: choice)
    program.console.endProgress()
    try program.console.print(path)
  }
}

extension PluginHost {
  /// A host that says on a console what it does.
  init(reportingTo console: Console) {
    self.init { report in
      switch report {
      case .progress(let text): console.progress(text)
      case .step(let text): console.showsProgress ? console.progress(text) : console.note(text)
      case .note(let text):
        console.endProgress()
        console.note(text)
      }
    }
  }
}

/// A command about plugins without any.
enum PluginCommandError: ExplainedError {
  case noPlugins

  var explanation: Explanation {
    Explanation(
      .usage, "no plugins", "there is nothing to build",
      try: "name plugins by --plugin FOLDER, HOOKCTL_PLUGINS or hookctl.yaml")
  }
}
