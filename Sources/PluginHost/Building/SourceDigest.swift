import Essentials

/// The SHA-256 over everything that a plugin is built from, by contents: the same on every machine and in every folder.
package enum SourceDigest {
  /// - Parameters:
  ///   - inputs: files and folders; those that are not there count for nothing.
  ///   - folder: the plugin's folder, which the digest does not depend on.
  /// - Throws: `FileError` for a file that cannot be read.
  package static func of(_ inputs: [String], in folder: String) throws -> String {
    var lines: [String] = []
    for path in inputs { try add(path, as: relative(path, to: folder), to: &lines) }
    return SHA256.hexDigest(of: Array(lines.joined(separator: "\n").utf8))
  }

  private static func add(_ path: String, as name: String, to lines: inout [String]) throws {
    if FileSystem.isFile(path) { lines.append("\(name) \(SHA256.hexDigest(of: try FileInput.read(path)))") }
    guard FileSystem.isFolder(path) else { return }
    for entry in FileSystem.names(in: path) ?? [] where !Fingerprint.isIgnored(entry) {
      try add("\(path)/\(entry)", as: "\(name)/\(entry)", to: &lines)
    }
  }

  private static func relative(_ path: String, to folder: String) -> String {
    path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
  }
}
