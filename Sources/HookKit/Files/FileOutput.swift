#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes whole files: the target has its old contents or all of the new ones, never a part.
public enum FileOutput {
  /// Writes `bytes` to a temporary file beside `path`, then renames it.
  ///
  /// Links are followed; an existing file keeps its permissions; a pipe or device such as `/dev/stdout` is
  /// written directly.
  ///
  /// - Throws: `FileError` when the folder is missing or not writable, the path is a folder, or the disk is
  ///   full. The temporary file is removed then.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists && kind == S_IFDIR { throw FileError.isFolder(path: path) }
    if path.hasSuffix("/") || path.isEmpty {
      throw FileError.cannotWrite(path: path, reason: "the path has no file name")
    }
    if exists && kind != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw refusal(path) }
      return try finish(descriptor, path) { try writeAll(bytes, to: descriptor, path) }
    }
    try replace(
      exists ? resolved(path) : path, named: path, with: bytes, mode: exists ? status.st_mode & 0o7777 : nil)
  }

  /// Removes the temporary files of writes that are under way: for an interrupt, before the process ends.
  ///
  /// Safe to call from a signal handler: once anything was written, it takes no lock and allocates nothing.
  /// Whatever is being written when the process then ends leaves its target as it was.
  public static func removeTemporaries() { TemporaryPaths.shared.removeAll() }

  private static func replace(_ target: String, named path: String, with bytes: [UInt8], mode: mode_t?) throws
  {
    try replace(target, named: path, mode: mode) { try writeAll(bytes, to: $0, path) }
  }

  /// Lets `body` write the new contents to a temporary file beside `target`, then renames it.
  static func replace(
    _ target: String, named path: String, mode: mode_t?, _ body: (_ descriptor: Int32) throws -> Void
  ) throws {
    let (folder, name) = FileInput.split(target)
    // 200: with the rest of the name this stays within the 255 bytes that file systems allow.
    let stem = String(decoding: name.utf8.prefix(200), as: UTF8.self)
    let temporary = "\(folder)/.\(stem).\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    let slot = TemporaryPaths.shared.add(temporary)
    defer { TemporaryPaths.shared.remove(slot) }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      let refused = refusal(path)
      var status = stat()
      // Some folders that exist, such as those of /proc, refuse new files with the same error.
      if stat(folder, &status) != 0 { throw FileError.missingFolder(path: path, folder: folder) }
      throw refused
    }
    do {
      try finish(descriptor, path) {
        try body(descriptor)
        if let mode { fchmod(descriptor, mode) }
      }
      guard rename(temporary, target) == 0 else { throw refusal(path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Runs `body`, then closes; some file systems report a full disk only then.
  static func finish(_ descriptor: Int32, _ path: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw refusal(path) }
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = writeBytes(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw refusal(path) }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// The file that a path means when links are followed.
  static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  static func refusal(_ path: String) -> FileError {
    .cannotWrite(path: path, reason: FileInput.systemMessage(errno))
  }
}

/// The system's `write`, which `FileOutput.write` would otherwise hide.
private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
