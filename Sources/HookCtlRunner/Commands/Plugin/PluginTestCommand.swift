import ArgumentParser
import PluginHost

/// `hookctl plugin test`: runs the tests of plugins.
struct PluginTestCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests of the plugins in effect here.",
    discussion: """
      They are compiled where programs with plugins are, so that HookKit need not be compiled for each of them. \
      Tests see what is public.

      EXAMPLES
        hookctl --plugin MyPlugin plugin test
      """)

  func run(in program: Program) throws {
    let choice = try TrustQuestion(console: program.console).choice(program.plugins)
    guard !choice.isEmpty else { throw PluginCommandError.noPlugins }
    let console = program.console
    try PluginHost(reportingTo: console).test(choice) { line in
      console.endProgress()
      // Its colours are the test library's own, whatever is printed to.
      console.note(line.replacing(/\u{1B}\[[0-9;]*m/, with: ""))
    }
    console.endProgress()
  }
}
