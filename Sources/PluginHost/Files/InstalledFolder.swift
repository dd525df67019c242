import Essentials

/// Where `make install` puts what plugins are compiled with: into the folder of HookKit's package.
enum InstalledFolder {
  /// The folder's name in that of the package.
  static let name = "compiled"
  /// What stands in it of how plugins are compiled.
  static let description = "compiled.json"

  /// Whether a folder is that of an installed HookKit.
  static func isIn(_ package: String) -> Bool { FileSystem.isFile("\(package)/\(name)/\(description)") }
}
