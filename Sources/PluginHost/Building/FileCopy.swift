import Foundation
import Essentials

/// Copies that belong to whoever makes them.
///
/// Foundation's own copies take owner and attributes over as well, which fails for files of other users.
enum FileCopy {
  /// Copies a file, or a folder with everything in it; files that can be run stay so.
  static func copy(_ source: String, to target: String) throws {
    if FileSystem.isFolder(source) { try HostCache.makeFolder(target) }
    try SourceTree.visit(source) { path in
      let copy = target + path.dropFirst(source.count)
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: copy).deletingLastPathComponent().path, withIntermediateDirectories: true)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
      try bytes.write(to: URL(fileURLWithPath: copy))
      let mode = access(path, X_OK) == 0 ? 0o755 : 0o644
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: copy)
    }
  }
}
