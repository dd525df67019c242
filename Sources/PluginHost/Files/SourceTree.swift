import Essentials

/// The files in a folder and in those below it.
enum SourceTree {
  /// Calls `body` with the path of every file, in the order of names. Links are followed; names with a dot in front
  /// are left out.
  static func visit(
    _ folder: String, excluding excluded: Set<String> = [], _ body: (String) throws -> Void
  ) rethrows {
    var visited: Set<String> = []
    try visit(folder, excluded, &visited, body)
  }

  private static func visit(
    _ path: String, _ excluded: Set<String>, _ visited: inout Set<String>, _ body: (String) throws -> Void
  ) rethrows {
    guard !excluded.contains(path) else { return }
    guard FileSystem.isFolder(path) else { return try body(path) }
    // A link to a folder above would go round for ever.
    guard let real = FileSystem.realPath(path), visited.insert(real).inserted else { return }
    for name in FileSystem.names(in: path) ?? [] where !name.hasPrefix(".") {
      try visit("\(path)/\(name)", excluded, &visited, body)
    }
  }
}
