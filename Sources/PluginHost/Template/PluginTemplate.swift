import Foundation
import Essentials

/// A complete package to begin with: an intervention, an experiment, tests with the law kit, a page.
public struct PluginTemplate: Sendable, Hashable {
  /// The package's name, which is also that of its module: "CheeseVector".
  public let name: String
  /// The folder that will be made.
  public let folder: String
  /// The folder of HookKit's package.
  let package: String

  /// - Parameter path: where to make the package; its last part is the package's name.
  /// - Throws: ``PluginError/name(_:)`` for a name that cannot be a module's, ``PluginError/packageMissing(path:)``.
  public init(_ path: String, in environment: HostEnvironment = .current) throws {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    name = FileSystem.name(of: path)
    let taken = [
      "HookKit", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "Experiments", "Swift", "Testing",
    ]
    guard name.wholeMatch(of: /[A-Z][A-Za-z0-9]*/) != nil, !taken.contains(name) else {
      throw PluginError.name(name)
    }
    folder = path.hasPrefix("/") ? path : "\(environment.folder)/\(path)"
    package = try environment.package()
  }

  /// The name without "Plugin" at its end, for what is inside.
  var base: String {
    name.hasSuffix("Plugin") && name.count > "Plugin".count ? String(name.dropLast("Plugin".count)) : name
  }

  /// `CheeseVector` as it stands in calls: `cheese-vector`.
  static func hyphenated(_ name: String) -> String {
    var result = ""
    var isInWord = false
    for letter in name {
      if letter.isUppercase && isInWord { result += "-" }
      isInWord = !letter.isUppercase
      result += letter.lowercased()
    }
    return result
  }

  /// All files by their path in the package.
  public var files: [(path: String, text: String)] {
    [
      ("Package.swift", manifest), ("README.md", page), (".gitignore", ".build*/\nPackage.resolved\n"),
      ("Sources/\(name)/Plugin.swift", plugin), ("Sources/\(name)/\(base)Intervention.swift", intervention),
      ("Sources/\(name)/\(base)Experiment.swift", experiment),
      ("Tests/\(name)Tests/\(base)Tests.swift", tests),
    ]
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
