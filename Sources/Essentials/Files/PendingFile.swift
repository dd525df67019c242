import CLibrary

/// New contents of a file, in a temporary file beside it until they take its place.
///
/// The temporary file is locked as long as its process lives, by which leftovers are told from files of other processes.
final class PendingFile {
  /// The path as it was given, for errors.
  let path: String
  private let target: String
  private let temporary: String
  private let descriptor: Int32
  private let mode: mode_t?
  private var isSettled = false

  /// Makes the temporary file.
  ///
  /// - Parameters:
  ///   - target: where the contents go in the end, links resolved.
  ///   - mode: the permissions of the file there is.
  init(_ path: String, target: String, mode: mode_t?) throws {
    (self.path, self.target, self.mode) = (path, target, mode)
    let (folder, name) = FileInput.split(target)
    LeftoverFiles.remove(of: name, in: folder)
    var made = try Self.make(for: path, name: name, in: folder, mode)
    // A neighbour that clears leftovers may have locked the file before we did; another name, then.
    while made.descriptor < 0 { made = try Self.make(for: path, name: name, in: folder, mode) }
    (temporary, descriptor) = made
  }

  /// A locked temporary file; a negative descriptor where another process has locked it.
  private static func make(
    for path: String, name: String, in folder: String, _ mode: mode_t?
  ) throws -> (temporary: String, descriptor: Int32) {
    let temporary = LeftoverFiles.newName(for: name, in: folder)
    var (descriptor, code): (Int32, Int32) = (-1, 0)
    // What replaces a file that others may not read is hidden from them from the first byte on.
    TemporaryPaths.shared.making(temporary) {
      descriptor = SystemPath.with(temporary) {
        open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode == nil ? 0o666 : 0o600)
      }
      code = errno
    }
    guard descriptor >= 0 else {
      TemporaryPaths.shared.forget([temporary])
      var status = stat()
      // Some folders that exist, such as those of /proc, refuse new files with the same error.
      if SystemPath.with(folder, { stat($0, &status) }) != 0 {
        throw FileError.missingFolder(path: path, folder: folder)
      }
      throw FileError.cannotWrite(path: path, reason: FileInput.systemMessage(code))
    }
    if FileLock.take(descriptor) || errno != EWOULDBLOCK { return (temporary, descriptor) }
    TemporaryPaths.shared.forget([temporary]) { _ = SystemPath.with(temporary, unlink) }
    close(descriptor)
    return (temporary, -1)
  }

  deinit {
    if !isSettled { discard() }
  }

  func write(_ bytes: [UInt8]) throws { try FileOutput.writeAll(bytes, to: descriptor, path) }

  /// Lets `body` write to the temporary file.
  func write(_ body: (_ descriptor: Int32) throws -> Void) throws { try body(descriptor) }

  /// Makes sure that the contents are on the disk, with the permissions of the file that they replace.
  func sync() throws {
    if let mode { fchmod(descriptor, mode) }
    guard FileSync.contents(of: descriptor) else { throw FileOutput.refusal(path) }
  }

  /// Puts all files into their places, between two interrupts.
  ///
  /// - Throws: ``FileError``; the files before the one that could not be renamed are in their places then.
  static func commit(_ files: [PendingFile]) throws {
    try TemporaryPaths.shared.forget(files.map(\.temporary)) { () throws(FileError) in
      for file in files { try file.rename() }
    }
    for folder in Set(files.map { FileInput.split($0.target).folder }) { FileSync.folder(folder) }
  }

  private func rename() throws(FileError) {
    let code = SystemPath.with(temporary) { from in
      SystemPath.with(target) { to in renameFile(from, to) == 0 ? 0 : errno }
    }
    guard code == 0 else { throw FileError.cannotWrite(path: path, reason: FileInput.systemMessage(code)) }
    isSettled = true
    close(descriptor)
  }

  private func discard() {
    isSettled = true
    TemporaryPaths.shared.forget([temporary]) { _ = SystemPath.with(temporary, unlink) }
    close(descriptor)
  }
}

/// The system's `rename`, which `PendingFile.rename` would otherwise hide.
private func renameFile(_ from: UnsafePointer<CChar>, _ to: UnsafePointer<CChar>) -> Int32 { rename(from, to) }
