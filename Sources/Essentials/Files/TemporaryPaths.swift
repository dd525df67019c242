import Foundation

/// The temporary files and folders that are there now, so that an interrupt can take them away.
package final class TemporaryPaths: Sendable {
  /// Those of `FileOutput`, and of whatever else makes files that must not outlive the process.
  package static let shared = TemporaryPaths()

  private let paths = Locked<Set<String>>([])

  package init() {}

  /// Makes something at a path. An interrupt comes before it is made, or finds it.
  ///
  /// - Throws: what `make` throws; then the path is not registered.
  package func making<Failure: Error>(_ path: String, _ make: () throws(Failure) -> Void) throws(Failure) {
    try paths.withLock { (paths) throws(Failure) in
      try make()
      paths.insert(path)
    }
  }

  /// Registers what others will make at some paths.
  package func add(_ new: [String]) { paths.withLock { $0.formUnion(new) } }

  /// Forgets some paths, when what was there is renamed or removed by `settle`. No interrupt comes in between.
  package func forget<Failure: Error>(_ old: [String], _ settle: () throws(Failure) -> Void) throws(Failure) {
    try paths.withLock { (paths) throws(Failure) in
      try settle()
      paths.subtract(old)
    }
  }

  /// Forgets some paths.
  package func forget(_ old: [String]) { forget(old) {} }

  /// Removes everything, then ends the process as `end` does; nothing more is made or renamed meanwhile.
  ///
  /// Not for signal handlers: it takes a lock.
  package func removeAll(thenEnding end: () -> Void) {
    paths.withLock { paths in
      for path in paths { removeTemporary(path) }
      paths = []
      end()
    }
  }

  /// Removes everything.
  package func removeAll() { removeAll {} }
}

/// Removes a file, or a folder with all that is in it.
private func removeTemporary(_ path: String) {
  if SystemPath.with(path, unlink) != 0 { try? FileManager.default.removeItem(atPath: path) }
}
