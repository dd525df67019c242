import Essentials

/// The folder of a plugin's package.
public struct PluginFolder: Sendable, Hashable {
  /// Where a plugin was named.
  public enum Origin: Sendable, Hashable {
    case commandLine
    case environment
    case settings(path: String)

    /// For errors: nothing for what was typed just now.
    var inWords: String {
      switch self {
      case .commandLine: ""
      case .environment: " (from \(HostEnvironment.pluginsVariable))"
      case .settings(let path): " (from \(path))"
      }
    }

    /// For lists: "--plugin", "HOOKCTL_PLUGINS", "hookctl.yaml".
    public var name: String {
      switch self {
      case .commandLine: PluginArguments.option
      case .environment: HostEnvironment.pluginsVariable
      case .settings(let path): FileSystem.name(of: path)
      }
    }
  }

  /// The path without links and dots.
  public let path: String

  /// Where it was named.
  public let origin: Origin

  /// The name of the folder, by which the package manager tells packages.
  public var name: String { FileSystem.name(of: path) }

  /// - Parameters:
  ///   - written: the path as it was written, for errors.
  ///   - path: the same as an absolute path.
  /// - Throws: ``PluginError`` when there is no package.
  init(_ written: String, at path: String, origin: Origin) throws {
    guard let real = FileSystem.realPath(path), FileSystem.isFolder(real) else {
      let parent = FileSystem.folder(of: path)
      let others = (FileSystem.names(in: parent) ?? []).filter { FileSystem.isFolder("\(parent)/\($0)") }
      let near = NearNames.of(FileSystem.name(of: path), in: others)
      throw PluginError.noSuchFolder(path: written, origin: origin, near: near)
    }
    guard FileSystem.isFile("\(real)/Package.swift") else {
      let inside = (FileSystem.names(in: real) ?? []).filter {
        FileSystem.isFile("\(real)/\($0)/Package.swift")
      }
      throw PluginError.noPackage(
        path: written, origin: origin,
        near: inside.prefix(4).map { written.hasSuffix("/") ? "\(written)\($0)" : "\(written)/\($0)" })
    }
    (self.path, self.origin) = (real, origin)
  }
}
