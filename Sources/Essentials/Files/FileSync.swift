import CLibrary

/// Waits until what was written is on the disk, where a loss of power does not take it.
package enum FileSync {
  /// The contents of a file; false when the disk could not take them. Not every file system can be asked.
  package static func contents(of descriptor: Int32) -> Bool {
    while fsync(descriptor) != 0 {
      if errno == EINTR { continue }
      return [EINVAL, ENOTSUP, ENOSYS, EROFS].contains(errno)
    }
    return true
  }

  /// The names in a folder. A folder that may not be read cannot be asked, and its files are right all the same.
  package static func folder(_ path: String) {
    let descriptor = SystemPath.with(path) { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { return }
    _ = contents(of: descriptor)
    close(descriptor)
  }

  /// The contents of the file at a path, and its name.
  ///
  /// - Throws: ``FileError``.
  package static func file(_ path: String) throws {
    let descriptor = SystemPath.with(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw FileInput.failure(toOpen: path, code: errno) }
    defer { close(descriptor) }
    guard contents(of: descriptor) else { throw FileOutput.refusal(path) }
    folder(FileInput.split(path).folder)
  }
}
