import Foundation
import HookKit

/// Where programs with plugins are built and kept.
///
/// One folder for each HookKit holds one host package, which is written anew for every set of plugins, so that HookKit
/// itself is compiled once; and one folder for each set with its finished program.
struct HostCache: Sendable {
  /// The folder of one HookKit.
  let root: String

  init(of package: String, in environment: HostEnvironment) {
    root = "\(environment.cache)/\(Self.key([package]))"
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

  /// Makes the folders.
  ///
  /// - Throws: ``PluginError/cache(path:reason:)``.
  func prepare() throws { try Self.makeFolder("\(root)/sets") }

  static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw PluginError.cache(path: path, reason: reason(error))
    }
  }

  /// The system's words for an error of Foundation.
  static func reason(_ error: any Error) -> String {
    let error = error as NSError
    let inner = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    return inner.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(inner.code))) : "\(error.localizedDescription)"
  }

  private static func key(_ parts: [String]) -> String {
    String(SHA256.hexDigest(of: Array(parts.joined(separator: "\n").utf8)).prefix(16))
  }
}

/// A set of plugins with its finished program.
struct HostSet: Sendable {
  let folder: String

  /// What is remembered of a finished program.
  struct Record: Codable, Equatable {
    /// Changes when what is written here or built does.
    static let currentFormat = 1
    let format: Int
    /// The name of the program's folder.
    let program: String
    /// The files and folders it was built from.
    let inputs: [String]
    /// Their fingerprint.
    let fingerprint: String
    /// The toolchain that built it.
    let toolchain: String
    /// The names of the packages.
    let packages: [String]
  }

  private var recordPath: String { "\(folder)/record.json" }
  /// The versions of further packages that the set was built with.
  var pinsPath: String { "\(folder)/pins.json" }
  /// The versions of HookKit's own packages at that time.
  var seedPath: String { "\(folder)/pins-of-hookkit.json" }

  /// The program's path.
  func program(_ record: Record) -> String { "\(folder)/\(record.program)/hookctl" }

  /// What was built last; nil when nothing was, or by another version of hookctl.
  var record: Record? {
    guard let bytes = try? FileInput.read(recordPath),
      let record = try? JSONDecoder().decode(Record.self, from: Data(bytes)),
      record.format == Record.currentFormat
    else { return nil }
    return record
  }

  /// Remembers what was built; only then is it used.
  func write(_ record: Record) throws {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
      try FileOutput.write(Array(try encoder.encode(record)), to: recordPath)
    } catch let error as FileError {
      throw PluginError.cache(path: recordPath, reason: error.explanation.problem)
    }
  }

  /// Removes programs but for these: the one now, and the one before, which somebody may be about to start.
  func removePrograms(but kept: [String]) {
    for name in FileSystem.names(in: folder) ?? []
    where FileSystem.isFolder("\(folder)/\(name)") && !kept.contains(name) {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }
}
