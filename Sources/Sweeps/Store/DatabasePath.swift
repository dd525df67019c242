import HookKit

/// The path of a file as SQLite takes it.
enum DatabasePath {
  /// A path that means the file of that name and nothing else: to SQLite `:memory:` is no file, and `file:` begins an address
  /// with options.
  ///
  /// - Throws: `FileError` for names that are no text; ``StoreError/noThread(path:)`` where GRDB would wait for a thread for
  ///   ever.
  static func of(_ path: String) throws -> String {
    try SystemPath.checkIsText(path)
    guard Parallel.canStartThread else { throw StoreError.noThread(path: path) }
    return path.hasPrefix("/") ? path : "./\(path)"
  }
}
