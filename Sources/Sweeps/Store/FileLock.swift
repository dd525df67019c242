#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import HookKit

/// The right to write to a results file: one program at a time, and none once it has ended, however it ended.
///
/// An advisory lock of `flock` on the file itself. SQLite's own locks are of another kind and do not see it; those go when
/// any descriptor of the file is closed, so this one is closed after the database.
final class FileLock: Sendable {
  private let descriptor: Int32
  /// Whether there was no file before.
  let isNew: Bool

  /// Makes the file where there is none.
  ///
  /// - Throws: ``StoreError/inUse(path:)``, `FileError`.
  init(_ path: String) throws {
    let new = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    isNew = new >= 0
    descriptor = isNew ? new : open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw FileError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw StoreError.inUse(path: path)
    }
  }

  deinit { close(descriptor) }
}
