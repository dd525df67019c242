import Foundation
import HookKit

/// How the plugins of this program differ from those that runs were made with.
public struct PluginChanges: Sendable, Hashable {
  /// One line for each plugin that is another now: "the plugin louder was louder (5d41402abc4b), and is ...".
  public let lines: [String]

  /// How the plugins of some runs differ from those of now.
  ///
  /// - Parameters:
  ///   - old: the plugins of the runs.
  ///   - new: the plugins that the same kinds are from now.
  public init(from old: [PluginIdentity], to new: [PluginIdentity]) {
    lines = old.compactMap { plugin in
      guard let now = new.first(where: { $0.name == plugin.name }), now != plugin else { return nil }
      return "the plugin \(plugin.name) is another now: the runs were made with \(plugin.text), this is \(now.text)"
    }
  }

  /// The plugins in the text of a recipe; none for text that names none.
  static func identities(_ text: String) -> [PluginIdentity] {
    (try? JSONDecoder().decode([PluginIdentity].self, from: Data(text.utf8))) ?? []
  }
}
