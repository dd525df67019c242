import ArgumentParser
import Experiments
import HookKit
import MazeLab
import PluginHost

/// `hookctl plugin list`: the plugins in effect, and whether their program is built.
struct PluginListCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "The plugins in effect here, and whether their program is up to date.",
    discussion: """
      Nothing is built. Plugins come from hookctl.yaml, from HOOKCTL_PLUGINS and from --plugin.

      EXAMPLES
        hookctl plugin list
        hookctl --plugin MyPlugin plugin list --json
      """)

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer {
    let choice = try PluginChoice(program.plugins)
    if let untrusted = choice.untrusted { program.console.note(TrustQuestion.text(leftOut: untrusted)) }
    let state = choice.isEmpty ? nil : try PluginHost().state(of: choice)
    return Answer(
      DataReport("Plugins in effect", named: "plugins", Self.json(choice, state)) {
        TextWidth.wrapped(Self.text(choice, state))
      })
  }

  private static func text(_ choice: PluginChoice, _ state: PluginHost.State?) -> String {
    guard let state else {
      return "No plugins. Name them by --plugin, HOOKCTL_PLUGINS or hookctl.yaml."
    }
    var table = Table()
    for folder in choice.folders { table.add(folder.name, folder.origin.name, folder.path) }
    return table.text + "\n\n" + state.inWords
  }

  private static func json(_ choice: PluginChoice, _ state: PluginHost.State?) -> JSONValue {
    .object([
      .init("state", state.map { .string("\($0)") } ?? .null),
      .init(
        "plugins",
        .array(
          choice.folders.map { folder in
            .object([
              .init("name", .string(folder.name)), .init("origin", .string(folder.origin.name)),
              .init("path", .string(folder.path)),
            ])
          })),
    ])
  }
}

extension PluginHost.State {
  /// For a list.
  fileprivate var inWords: String {
    switch self {
    case .notBuilt: "Not built yet: the first command with them builds."
    case .outOfDate: "Changed since they were built: the next command builds."
    case .upToDate: "Built and up to date."
    }
  }
}
