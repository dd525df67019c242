import CLibrary
import Foundation
import Essentials

/// Finds, builds and starts the program that is hookctl with plugins.
///
/// The program is built by Swift's package manager from a small package that depends on HookKit and on each plugin by
/// path: one compiler run, one program, no libraries that are loaded. It is kept, and built anew when anything that it
/// was built from has changed: sources, manifests, packages depended on by path, HookKit, the toolchain.
public struct PluginHost {
  let environment: HostEnvironment
  let report: (PluginReport) -> Void

  /// - Parameter report: shows what is done.
  public init(in environment: HostEnvironment = .current, report: @escaping (PluginReport) -> Void = { _ in }) {
    (self.environment, self.report) = (environment, report)
  }

  /// Whether a set's program is there and up to date.
  public enum State: Sendable, Hashable {
    case notBuilt
    case outOfDate
    case upToDate
  }

  /// The path of an up-to-date program with these plugins, which is built when need be.
  ///
  /// What was built before and has not changed runs without a toolchain.
  ///
  /// - Complexity: some milliseconds when nothing has changed.
  /// - Throws: ``PluginError``.
  public func program(with choice: PluginChoice) throws -> String {
    // Without HookKit's sources nothing can be built, and nothing can be known to have changed.
    let package = try environment.package()
    let toolchain = Toolchain(in: environment)
    let cache = HostCache(of: package, in: environment)
    let set = cache.set(choice.folders)
    try cache.check()
    if let program = current(set, toolchain) { return program }
    guard let toolchain else { throw PluginError.noToolchain }
    try cache.prepare()
    return try HostCache.locked(cache.lock, waiting: waiting) {
      // Whoever held the lock may have built just this.
      if let program = current(set, toolchain) { return program }
      let build = PluginBuild(
        folders: choice.folders, package: package, toolchain: toolchain, cache: cache,
        products: environment.products(of: package), report: report)
      return set.program(try build.run())
    }
  }

  /// The state of a set's program, without building.
  public func state(of choice: PluginChoice) throws -> State {
    let set = HostCache(of: try environment.package(), in: environment).set(choice.folders)
    if current(set, Toolchain(in: environment)) != nil { return .upToDate }
    return set.record == nil ? .notBuilt : .outOfDate
  }

  /// Removes all programs with plugins, and all that was made to build them.
  ///
  /// - Returns: the folder that was removed; nil when there was none.
  public func clean() throws -> String? {
    let path = environment.cache
    guard FileSystem.isFolder(path) else { return nil }
    // One that others could write to is nobody else's from now on.
    chmod(path, 0o700)
    for name in FileSystem.names(in: path) ?? [] where FileSystem.isFile("\(path)/\(name)/lock") {
      // Somebody may be building there.
      try HostCache.locked("\(path)/\(name)/lock", waiting: waiting) {
        do {
          try FileManager.default.removeItem(atPath: "\(path)/\(name)")
        } catch { throw PluginError.cache(path: path, reason: FileSystem.reason(error)) }
      }
    }
    return path
  }

  /// Where `swift` is, and its version; nil when there is none on the PATH.
  public static func toolchain(in environment: HostEnvironment = .current) -> String? {
    Toolchain(in: environment).map { toolchain in
      ([toolchain.swift] + [toolchain.version()].compactMap { $0 }).joined(separator: ", ")
    }
  }

  /// The program of a set when nothing has changed since it was built.
  private func current(_ set: HostSet, _ toolchain: Toolchain?) -> String? {
    guard let record = set.record, record.toolchain == toolchain?.identity ?? record.toolchain,
      PluginBuild.fingerprint(record.inputs) == record.fingerprint, FileSystem.isFile(set.program(record)),
      set.isIntact(record)
    else { return nil }
    return set.program(record)
  }

  /// Replaces this process by a program.
  ///
  /// - Throws: ``PluginError/cannotStart(program:reason:)`` if that does not work; otherwise it does not return.
  public static func replaceProcess(by program: String, _ arguments: [String]) throws -> Never {
    var words = ([program] + arguments).map { SystemPath.with($0) { strdup($0) } } + [nil]
    execv(program, &words)
    let reason = FileSystem.lastError
    for word in words { free(word) }
    throw PluginError.cannotStart(program: program, reason: reason)
  }
}
