import Foundation
import Essentials

/// Where programs with plugins are built and kept.
///
/// One folder for each HookKit holds one host package, which is written anew for every set of plugins, so that HookKit
/// itself is compiled once; and one folder for each set with its finished program.
struct HostCache: Sendable {
  /// The folder of one HookKit.
  let root: String
  /// The folder of all.
  private let cache: String

  init(of package: String, in environment: HostEnvironment) {
    cache = environment.cache
    root = "\(cache)/\(Self.key([package]))"
  }

  /// The package around the plugins.
  var host: String { "\(root)/\(HostPackage.name)" }
  /// The package manager's own files: never those of HookKit, which may be locked by whoever runs us.
  var scratch: String { "\(root)/build" }
  /// Those for questions about manifests.
  var questions: String { "\(root)/questions" }
  var lock: String { "\(root)/lock" }

  /// The folder of what the compiler makes of one package.
  func modules(of folder: String) -> String { "\(root)/modules/\(Self.key([folder]))" }

  /// The folder of a set of plugins.
  func set(_ folders: [PluginFolder]) -> HostSet {
    HostSet(folder: "\(root)/sets/\(Self.key(folders.map(\.path)))")
  }

  /// Makes the folders, for this user only.
  ///
  /// - Throws: ``PluginError``.
  func prepare() throws {
    try check()
    try Self.makeFolder("\(root)/sets")
  }

  /// Checks that nobody else could have put anything into the cache: what is in it is started.
  ///
  /// - Throws: ``PluginError/openCache(path:)``.
  func check() throws {
    for path in [cache, root, "\(root)/sets"] where FileSystem.exists(path) {
      guard FileSystem.isOwn(FileSystem.realPath(path) ?? path) else { throw PluginError.openCache(path: path) }
    }
    if let open = FileSystem.openFolder(above: cache) { throw PluginError.openCache(path: open) }
  }

  /// Does something while no other process builds with the same lock.
  ///
  /// - Parameter waiting: called once when another process has it.
  /// - Throws: ``PluginError/cache(path:reason:)`` when the file cannot be made, and what `body` throws.
  static func locked<Result>(_ path: String, waiting: () -> Void = {}, _ body: () throws -> Result) throws -> Result {
    let lock: FileLock
    do {
      lock = try FileLock(path, waiting: waiting)
    } catch FileError.cannotWrite(_, let reason) {
      throw PluginError.cache(path: path, reason: reason)
    }
    return try withExtendedLifetime(lock, body)
  }

  static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw PluginError.cache(path: path, reason: FileSystem.reason(error))
    }
  }

  private static func key(_ parts: [String]) -> String {
    String(SHA256.hexDigest(of: Array(parts.joined(separator: "\n").utf8)).prefix(16))
  }
}
