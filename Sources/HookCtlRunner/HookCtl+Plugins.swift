import ArgumentParser
import HookKit
import PluginHost

extension HookCtl {
  /// Runs `hookctl` itself: alone, or in its place the program that has the plugins that were named.
  ///
  /// Plugins are named by `--plugin FOLDER` anywhere on the command line, by `HOOKCTL_PLUGINS`, and by `hookctl.yaml` in
  /// the working folder.
  public static func runHosting() -> Never {
    run { console in
      let arguments = try PluginArguments(CommandWords.current)
      if concernsPlugins(arguments.rest) {
        // Whoever presses TAB or asks for help does not want to wait for a compiler, unless they named the plugin.
        let isOnlyShown = isCompletion(arguments.rest) || (isHelp(arguments.rest) && arguments.plugins.isEmpty)
        let choice = try TrustQuestion(console: console).choice(arguments, isSilent: isOnlyShown)
        let host = PluginHost(reportingTo: console)
        if try !choice.isEmpty && (!isOnlyShown || host.state(of: choice) == .upToDate) {
          let program = try host.program(with: choice)
          console.endProgress()
          try PluginHost.replaceProcess(by: program, CommandWords.current)
        }
      }
      return (arguments, try .builtIn)
    }
  }

  /// Runs a program that has these plugins built in: what ``runHosting()`` builds.
  ///
  /// `--plugin` on its command line says what is built in already.
  public static func run(plugins: [LinkedPlugin]) -> Never {
    run { _ in
      let arguments = try PluginArguments(CommandWords.current)
      return (arguments, try Extensions(plugins: plugins))
    }
  }

  private static func isCompletion(_ arguments: [String]) -> Bool { arguments.first?.hasPrefix("---") == true }

  private static func isHelp(_ arguments: [String]) -> Bool {
    arguments.isEmpty || arguments.first == "help" || arguments.contains("--help") || arguments.contains("-h")
  }

  /// Whether a command can be about anything that plugins bring. The others must work when a plugin does not build.
  private static func concernsPlugins(_ arguments: [String]) -> Bool {
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    return !["plugin", "new", "data", "doctor", "manual", "--version", "--generate-completion-script"].contains(
      words.first ?? "")
  }
}
