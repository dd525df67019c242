import ArgumentParser

/// `hookctl plugin`: packages of interventions and experiments.
struct PluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin",
    abstract: "Write, list, build and test packages of interventions and experiments.",
    discussion: """
      A plugin is a Swift package. hookctl builds a program of itself and the plugins named by --plugin, by \
      HOOKCTL_PLUGINS (folders, separated by colons) and by hookctl.yaml in the working folder (plugins: \
      [FOLDER, ...]), keeps it, and runs it in its own place. Whatever has changed is built anew.

      EXAMPLES
        hookctl plugin new MyPlugin
        hookctl --plugin MyPlugin interventions
        hookctl --plugin MyPlugin --plugin ../Others/CheeseVector plugin list
      """,
    subcommands: [
      PluginNewCommand.self, PluginListCommand.self, PluginBuildCommand.self, PluginTestCommand.self,
      PluginCleanCommand.self, PluginExportCommand.self,
    ])
}
