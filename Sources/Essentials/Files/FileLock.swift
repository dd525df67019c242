import CLibrary

/// A lock between processes, on a file. It goes with the process, however that ends.
///
/// An advisory lock of `flock`. The locks of SQLite are of another kind and do not see it; those go when any descriptor of
/// the file is closed, so this one is closed after the database.
package final class FileLock: Sendable {
  private let descriptor: Int32
  /// Whether there was no file before.
  package let isNew: Bool

  /// Locks a file, which is made where there is none; nil while another process has it.
  ///
  /// - Throws: ``FileError``.
  package convenience init?(ifFree path: String) throws {
    try self.init(opening: path)
    guard Self.take(descriptor) else { return nil }
  }

  /// Locks a file, which is made where there is none.
  ///
  /// - Parameter waiting: called once when another process has it.
  /// - Throws: ``FileError``.
  package convenience init(_ path: String, waiting: () -> Void = {}) throws {
    try self.init(opening: path)
    if Self.take(descriptor) { return }
    waiting()
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw FileOutput.refusal(path) }
    }
  }

  private init(opening path: String) throws {
    let new = SystemPath.with(path) { open($0, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
    isNew = new >= 0
    descriptor = isNew ? new : SystemPath.with(path) { open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o666) }
    guard descriptor >= 0 else { throw FileOutput.refusal(path) }
  }

  deinit { close(descriptor) }

  /// Locks an open file; false while another process has it.
  package static func take(_ descriptor: Int32) -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}
