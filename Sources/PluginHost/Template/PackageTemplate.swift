import Foundation
import Essentials

/// A complete package to begin with.
public protocol PackageTemplate: Sendable, Hashable {
  /// The package's name, which is also that of its module: "CheeseVector".
  var name: String { get }
  /// The folder that will be made.
  var folder: String { get }
  /// All files by their path in the package.
  var files: [(path: String, text: String)] { get }
}

extension PackageTemplate {
  /// The name and the folder of a package that is to be made.
  ///
  /// - Parameter path: where to make it; its last part is the name.
  /// - Throws: ``PluginError/name(_:)`` for a name that cannot be a module's.
  static func place(_ path: String, in environment: HostEnvironment) throws -> (name: String, folder: String) {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let name = FileSystem.name(of: path)
    let taken = [
      "Essentials", "HookKit", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "Experiments", "Swift", "Testing",
    ]
    guard name.wholeMatch(of: /[A-Z][A-Za-z0-9]*/) != nil, !taken.contains(name) else {
      throw PluginError.name(name)
    }
    return (name, path.hasPrefix("/") ? path : "\(environment.folder)/\(path)")
  }

  /// Writes the package: all of it, or nothing.
  ///
  /// - Throws: ``PluginError/folderExists(path:)``, `FileError`.
  public func write() throws {
    guard FileSystem.realPath(folder) == nil else { throw PluginError.folderExists(path: folder) }
    let parent = String(folder.dropLast(name.count + 1))
    guard parent.isEmpty || FileSystem.isFolder(parent) else {
      throw FileError.missingFolder(path: folder, folder: parent)
    }
    let staging = "\(parent)/.\(name)-\(UInt32.random(in: 0...UInt32.max))"
    do {
      for (path, text) in files {
        let target = URL(fileURLWithPath: "\(staging)/\(path)")
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileOutput.write(Array(text.utf8), to: target.path)
      }
      try FileManager.default.moveItem(atPath: staging, toPath: folder)
    } catch {
      try? FileManager.default.removeItem(atPath: staging)
      if let error = error as? FileError { throw error }
      throw FileError.cannotWrite(path: folder, reason: FileSystem.reason(error))
    }
  }
}
