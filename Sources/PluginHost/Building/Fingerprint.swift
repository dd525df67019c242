import Essentials

/// What tells whether anything that a program was built from has changed.
///
/// It reads the stamps of files (size, times, number) and not their contents, so that hundreds take milliseconds.
package struct Fingerprint {
  private var lines: [String] = []

  package init() {}

  /// Folders and files that no build reads.
  static func isIgnored(_ name: String) -> Bool {
    name.hasPrefix(".build") || name == ".git" || name == ".swiftpm" || name == ".DS_Store"
  }

  /// Adds a text that must be the same.
  package mutating func add(_ text: String) { lines.append(text) }

  /// Adds a file, or a folder with everything in it. Links are followed; what is missing counts as missing.
  package mutating func add(path: String) {
    var visited: Set<String> = []
    add(path: path, &visited)
  }

  private mutating func add(path: String, _ visited: inout Set<String>) {
    guard FileSystem.isFolder(path) else {
      lines.append("\(path) \(FileSystem.stamp(path) ?? "missing")")
      return
    }
    // A link to a folder above would go round for ever.
    guard let real = FileSystem.realPath(path), visited.insert(real).inserted else { return }
    for name in FileSystem.names(in: path) ?? [] where !Self.isIgnored(name) {
      add(path: "\(path)/\(name)", &visited)
    }
  }

  /// 64 hexadecimal digits.
  package var digest: String { SHA256.hexDigest(of: Array(lines.joined(separator: "\n").utf8)) }
}
