#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lock between processes, on a file. It goes with the process, however that ends.
package enum FileLock {
  /// Does something while no other process holds the lock.
  ///
  /// - Parameter waiting: called once when another process has it.
  /// - Throws: ``PluginError/cache(path:reason:)`` when the file cannot be made, and what `body` throws.
  package static func holding<Result>(
    _ path: String, waiting: () -> Void = {}, _ body: () throws -> Result
  ) throws -> Result {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw PluginError.cache(path: path, reason: FileSystem.lastError) }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      waiting()
      while flock(descriptor, LOCK_EX) != 0 {
        guard errno == EINTR else { throw PluginError.cache(path: path, reason: FileSystem.lastError) }
      }
    }
    return try body()
  }
}
