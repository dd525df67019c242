import GRDB
import HookKit

/// How files of results are opened.
enum ResultsDatabase {
  /// Opens the file of that name, or a database in memory.
  ///
  /// A queue that goes away takes a thread of the system's pool, and waits for it for ever where there is none to be had. So
  /// these never go; what is open in them is closed by their owners.
  ///
  /// - Throws: `FileError` for names that are no text; what SQLite says.
  static func open(_ path: String?, _ configuration: Configuration = Configuration()) throws -> DatabaseQueue {
    let queue =
      try path.map { try DatabaseQueue(path: name($0), configuration: configuration) }
      ?? DatabaseQueue(configuration: configuration)
    kept.withLock { $0.append(queue) }
    return queue
  }

  private static let kept = Locked<[DatabaseQueue]>([])

  /// A path that means the file of that name and nothing else: to SQLite `:memory:` is no file, and `file:` begins an address
  /// with options.
  ///
  /// - Throws: `FileError` for names that are no text.
  static func name(_ path: String) throws -> String {
    try SystemPath.checkIsText(path)
    return path.hasPrefix("/") ? path : "./\(path)"
  }
}
