import CLibrary

/// A file that grows at its end.
final class AppendedFile {
  let path: String
  private let descriptor: Int32
  /// The number of bytes in the file.
  private(set) var size: Int

  /// Opens a file, which is made if there is none.
  ///
  /// - Throws: `FileError`, also for a link and for a file of somebody else: they could point anywhere.
  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileOutput.refusal(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_nlink == 1
    else {
      close(descriptor)
      throw FileError.cannotWrite(path: path, reason: "it is no file of this user alone")
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Keeps other processes from locking the file as long as this value lives; false when another has it.
  func lock() -> Bool { FileLock.take(descriptor) }

  /// Writes at the end.
  func append(_ bytes: [UInt8]) throws {
    guard lseek(descriptor, off_t(size), SEEK_SET) >= 0 else { throw FileOutput.refusal(path) }
    try FileOutput.writeAll(bytes, to: descriptor, path)
    size += bytes.count
  }

  /// Writes over the beginning.
  func overwrite(_ bytes: [UInt8]) throws {
    guard lseek(descriptor, 0, SEEK_SET) >= 0 else { throw FileOutput.refusal(path) }
    try FileOutput.writeAll(bytes, to: descriptor, path)
    size = max(size, bytes.count)
  }

  /// Waits until everything is on the disk.
  func sync() throws {
    guard FileSync.contents(of: descriptor) else { throw FileOutput.refusal(path) }
  }

  /// Cuts what was written after its first `size` bytes.
  func cut(to size: Int) throws {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw FileOutput.refusal(path) }
    self.size = size
  }
}
