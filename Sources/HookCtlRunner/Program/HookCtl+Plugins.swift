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
      let arguments = try PluginArguments(Array(CommandLine.arguments.dropFirst()))
      if concernsPlugins(arguments.rest) {
        let choice = try PluginChoice(arguments)
        let host = PluginHost(reportingTo: console)
        // Whoever presses TAB does not want to wait for a compiler.
        let isCompletion = arguments.rest.first?.hasPrefix("---") == true
        if try !choice.isEmpty && (!isCompletion || host.state(of: choice) == .upToDate) {
          let program = try host.program(with: choice)
          console.endProgress()
          try PluginHost.replaceProcess(by: program, Array(CommandLine.arguments.dropFirst()))
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
      let arguments = try PluginArguments(Array(CommandLine.arguments.dropFirst()))
      return (arguments, try Extensions(plugins: plugins))
    }
  }

  /// Whether a command can be about anything that plugins bring. The others must work when a plugin does not build.
  private static func concernsPlugins(_ arguments: [String]) -> Bool {
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    return !["plugin", "doctor", "--version", "--generate-completion-script"].contains(words.first ?? "")
  }
}
