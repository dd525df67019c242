import CLibrary

/// The folder that an archive grows in.
enum GrowingFolder {
  /// Whether there is one: a folder, not a link to one, and the user's own, since whoever owns it can exchange what is in it.
  ///
  /// - Throws: ``GrowingArchiveError/notOurs(folder:)`` for anything else at the path.
  static func exists(_ path: String) throws -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(), status.st_mode & 0o002 == 0,
      isOwn("\(path)/journal.json")
    else { throw GrowingArchiveError.notOurs(folder: path) }
    return true
  }

  /// Whether a path is a file of the user's own, or nothing.
  private static func isOwn(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return true }
    return status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
  }
}
