import Essentials

/// The plugins that a command line, the environment and the working folder name together.
public struct PluginChoice: Sendable, Hashable {
  /// The folders, each once: those of `hookctl.yaml` first, then those of the environment and of the command line.
  public let folders: [PluginFolder]

  /// The settings of the working folder whose plugins are left out, because nobody has said that they may be used.
  public let untrusted: UntrustedSettings?

  /// Whether there are none.
  public var isEmpty: Bool { folders.isEmpty }

  /// - Parameter asking: asked whether the plugins of settings that nobody has trusted yet may be used.
  /// - Throws: all faults of all folders together; what is wrong in `hookctl.yaml`.
  public init(
    _ arguments: PluginArguments, in environment: HostEnvironment = .current,
    asking: (UntrustedSettings) -> Bool = { _ in false }
  ) throws {
    let file = "\(environment.folder)/\(HostEnvironment.settingsFile)"
    var named: [(written: String, path: String, origin: PluginFolder.Origin)] = []
    var untrusted: UntrustedSettings?
    if let settings = try PluginSettings(contentsOf: file), !settings.plugins.isEmpty {
      let asked = UntrustedSettings(settings, file: file, in: environment)
      if try PluginTrust(environment).allows(asked, isTrusting: arguments.isTrusting, asking) {
        let origin = PluginFolder.Origin.settings(path: HostEnvironment.settingsFile)
        for (written, path) in zip(settings.plugins, asked.folders) { named.append((written, path, origin)) }
      } else {
        untrusted = asked
      }
    }
    self.untrusted = untrusted
    for part in (environment[HostEnvironment.pluginsVariable] ?? "").split(separator: ":") {
      named.append((String(part), environment.expanded(String(part)), .environment))
    }
    // A shell has put its own meaning of ~ in place already.
    for path in arguments.plugins {
      named.append((path, path.hasPrefix("/") ? path : "\(environment.folder)/\(path)", .commandLine))
    }
    var faults: [any ExplainedError] = []
    var folders: [PluginFolder] = []
    for plugin in named {
      do {
        let folder = try PluginFolder(plugin.written, at: plugin.path, origin: plugin.origin)
        // One plugin may well be named twice: by hookctl.yaml and on the command line.
        if folders.contains(where: { $0.path == folder.path }) { continue }
        if let other = folders.first(where: { $0.name.lowercased() == folder.name.lowercased() }) {
          throw PluginError.sameFolderName(name: folder.name, first: other.path, second: folder.path)
        }
        folders.append(folder)
      } catch let error as any ExplainedError { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    self.folders = folders
  }
}
