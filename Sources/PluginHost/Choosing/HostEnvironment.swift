import Foundation
import Essentials

/// What the choice and the building of plugins depend on besides the command line.
public struct HostEnvironment: Sendable {
  /// The variable that names the folder of HookKit's package, when it is not where hookctl was built.
  public static let packageVariable = "HOOKKIT_PACKAGE"
  /// The variable that names the folder where programs with plugins are kept.
  public static let cacheVariable = "HOOKCTL_PLUGIN_CACHE"
  /// The variable that names plugins, as PATH names folders.
  public static let pluginsVariable = "HOOKCTL_PLUGINS"
  /// The variable that, set to 1, lets the plugins of the working folder's settings be used without a question.
  public static let trustVariable = "HOOKCTL_TRUST"
  /// The file of the working folder that names plugins.
  public static let settingsFile = "hookctl.yaml"

  /// The environment variables.
  public let variables: [String: String]
  /// The working folder.
  public let folder: String
  /// The folder of the running program, where what it was built from may be; nil when plugins are built from sources.
  public let programs: String?

  /// An environment.
  public init(variables: [String: String], folder: String, programs: String? = nil) {
    (self.variables, self.folder, self.programs) = (variables, folder, programs)
  }

  /// That of this process.
  public static var current: HostEnvironment {
    HostEnvironment(
      variables: ProcessInfo.processInfo.environment, folder: FileManager.default.currentDirectoryPath,
      programs: Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path)
  }

  /// The folders that may hold a HookKit that is built: that of the running program, and that of `make build`.
  func products(of package: String) -> [String] { programs.map { [$0, "\(package)/.build/release"] } ?? [] }

  subscript(name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The folder of HookKit's package: that of ``packageVariable``, else the one that the program was installed with, else
  /// where this file was compiled.
  ///
  /// - Throws: ``PluginError/packageMissing(path:)``.
  func package() throws -> String {
    var built = #filePath
    for _ in 1...4 { built = URL(fileURLWithPath: built).deletingLastPathComponent().path }
    let path = self[Self.packageVariable].map { expanded($0) } ?? installedPackage ?? built
    guard let real = FileSystem.realPath(path), FileSystem.isFile("\(real)/Package.swift"),
      FileSystem.isFolder("\(real)/Sources/HookKit")
    else { throw PluginError.packageMissing(path: path) }
    return real
  }

  /// The program's own folder where `make install` has put the package there.
  private var installedPackage: String? {
    programs.flatMap { InstalledFolder.isIn($0) ? $0 : nil }
  }

  /// The folder where programs with plugins are kept; it need not exist.
  var cache: String {
    if let path = self[Self.cacheVariable] { return expanded(path) }
    let root = self["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.cache"
    return "\(root)/hookkit/plugins"
  }

  /// The user's folder.
  var home: String { self["HOME"] ?? NSHomeDirectory() }

  /// A path with `~` and relative to the working folder, or to another one, as an absolute path.
  func expanded(_ path: String, in folder: String? = nil) -> String {
    if path == "~" { return home }
    if path.hasPrefix("~/") { return "\(home)\(path.dropFirst())" }
    return path.hasPrefix("/") ? path : "\(folder ?? self.folder)/\(path)"
  }
}
