import CLibrary

/// The names of temporary files, `.NAME.PROCESS-NUMBER`, and what processes that were killed have left of them.
package enum LeftoverFiles {
  /// What SQLite keeps beside a database while it is written.
  private static let databaseEndings = ["-wal", "-shm", "-journal"]

  /// A name that is free, for the new contents of a file.
  package static func newName(for name: String, in folder: String) -> String {
    "\(folder)/\(stem(of: name))\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
  }

  /// Removes temporary files for the file `name` whose process is no more: files of our own that nobody has locked.
  ///
  /// Whatever it cannot do it leaves alone.
  package static func remove(of name: String, in folder: String) {
    let stem = stem(of: name)
    let found = FileInput.names(in: folder, limit: .max) {
      $0.hasPrefix(stem) && isTemporary($0.dropFirst(stem.count))
    }
    for name in found { remove("\(folder)/\(name)") }
    for name in found {
      for ending in databaseEndings { removeRest("\(folder)/\(name)", ending) }
    }
  }

  /// What belongs to a database that is gone.
  private static func removeRest(_ database: String, _ ending: String) {
    if SystemPath.with(database, { access($0, F_OK) }) != 0 { remove(database + ending) }
  }

  // 180: with the rest of the name this stays within the 255 bytes that file systems allow.
  private static func stem(of name: String) -> String { ".\(SystemPath.text(SystemPath.bytes(name).prefix(180)))." }

  /// `PROCESS-NUMBER`.
  private static func isTemporary(_ ending: Substring) -> Bool {
    let parts = ending.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { UInt32($0) != nil }
  }

  private static func remove(_ path: String) {
    let descriptor = SystemPath.with(path) { open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      FileLock.take(descriptor)
    else { return }
    _ = SystemPath.with(path, unlink)
  }
}
