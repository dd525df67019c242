import Foundation
import Essentials

/// A complete package to begin with: an intervention, an experiment, tests with the law kit, a page.
public struct PluginTemplate: PackageTemplate {
  /// The package's name, which is also that of its module: "CheeseVector".
  public let name: String
  /// The folder that will be made.
  public let folder: String
  /// The folder of HookKit's package.
  let package: String

  /// - Parameter path: where to make the package; its last part is the package's name.
  /// - Throws: ``PluginError/name(_:)`` for a name that cannot be a module's, ``PluginError/packageMissing(path:)``.
  public init(_ path: String, in environment: HostEnvironment = .current) throws {
    (name, folder) = try Self.place(path, in: environment)
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
}
