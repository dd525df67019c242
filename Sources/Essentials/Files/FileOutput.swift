import CLibrary

/// Writes whole files: the target has its old contents or all of the new ones, never a part.
public enum FileOutput {
  /// Writes `bytes` to a temporary file beside `path`, then renames it.
  ///
  /// Links are followed, to a file that is not there yet as well; an existing file keeps its permissions, and one without
  /// permission to write is not replaced; a pipe or device such as `/dev/stdout` is written directly.
  ///
  /// - Throws: ``FileError`` when the folder is missing or not writable, the path is a folder, or the disk is
  ///   full. The temporary file is removed then.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    try write(to: path) { try writeAll(bytes, to: $0, path) }
  }

  /// Removes the temporary files of writes that are under way: for an interrupt, before the process ends.
  ///
  /// Takes a lock, and so is nothing for a signal handler itself. Whatever is being written when the process then ends
  /// leaves its target as it was.
  public static func removeTemporaries() { TemporaryPaths.shared.removeAll() }

  /// Lets `body` write the whole contents of a file.
  static func write(to path: String, _ body: (_ descriptor: Int32) throws -> Void) throws {
    let target = try FileTarget(path)
    guard !target.isStream else { return try stream(to: path, body) }
    try PendingFile.commit([pending(target, body)])
  }

  /// The new contents of a file, on the disk, waiting to take their place.
  static func pending(_ target: FileTarget, _ body: (_ descriptor: Int32) throws -> Void) throws -> PendingFile {
    let file = try PendingFile(target.path, target: target.resolved, mode: target.mode)
    try file.write(body)
    try file.sync()
    return file
  }

  /// Writes to a pipe or device.
  static func stream(to path: String, _ body: (_ descriptor: Int32) throws -> Void) throws {
    let descriptor = SystemPath.with(path) { open($0, O_WRONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw refusal(path) }
    do {
      try body(descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    // Some report only now that there is no room.
    guard close(descriptor) == 0 else { throw refusal(path) }
  }

  package static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
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

  package static func refusal(_ path: String) -> FileError {
    .cannotWrite(path: path, reason: FileInput.systemMessage(errno))
  }
}

/// The system's `write`, which `FileOutput.write` would otherwise hide.
private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
