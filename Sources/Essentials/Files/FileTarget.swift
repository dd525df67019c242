import CLibrary

/// What a path to write to means: which file that is, and whether it may be written.
package struct FileTarget {
  /// The path as it was given.
  package let path: String
  /// The path of the file itself, links followed, which need not be there.
  package let resolved: String
  /// Whether it is a pipe or a device, which is written directly.
  package let isStream: Bool
  /// The permissions of the file; nil when there is none.
  let mode: mode_t?

  /// - Throws: ``FileError`` where no file could be written.
  package init(_ path: String) throws {
    self.path = path
    guard !path.isEmpty else { throw FileError.cannotWrite(path: path, reason: "the path has no file name") }
    resolved = Self.following(path)
    var status = stat()
    let exists = SystemPath.with(path) { stat($0, &status) } == 0
    if !exists, errno == ELOOP || errno == ENAMETOOLONG { throw FileOutput.refusal(path) }
    let kind = status.st_mode & S_IFMT
    if exists && kind == S_IFDIR { throw FileError.isFolder(path: path) }
    if path.hasSuffix("/") { throw FileError.cannotWrite(path: path, reason: "the path has no file name") }
    isStream = exists && kind != S_IFREG
    mode = exists && !isStream ? status.st_mode & 0o7777 : nil
    // For root every file can be written; one that nobody may write was protected for a reason.
    if exists, SystemPath.with(path, { access($0, W_OK) }) != 0 || (!isStream && status.st_mode & 0o222 == 0) {
      throw FileError.cannotWrite(path: path, reason: FileInput.systemMessage(EACCES))
    }
    if !isStream { try checkFolder() }
  }

  private func checkFolder() throws {
    let folder = FileInput.split(resolved).folder
    var status = stat()
    guard SystemPath.with(folder, { stat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw FileError.missingFolder(path: path, folder: folder)
    }
    if SystemPath.with(folder, { access($0, W_OK) }) != 0 { throw FileOutput.refusal(path) }
  }

  /// What tells files apart, however their paths are written: where the file is on the disk, or where it would be.
  package static func identity(_ path: String) -> String {
    var status = stat()
    if SystemPath.with(path, { stat($0, &status) }) == 0 { return "\(status.st_dev) \(status.st_ino)" }
    let (folder, name) = FileInput.split(following(path))
    guard SystemPath.with(folder, { stat($0, &status) }) == 0 else { return path }
    return "\(status.st_dev) \(status.st_ino) \(name)"
  }

  /// As many links as the system follows.
  private static let mostLinks = 40

  /// The path of the file itself: that of a last link's target, which need not be there, with all links before it resolved.
  private static func following(_ path: String) -> String {
    if let real = FileSystem.realPath(path) { return real }
    var path = path
    for _ in 0..<mostLinks {
      guard let target = link(at: path) else { break }
      path = target.hasPrefix("/") ? target : "\(FileInput.split(path).folder)/\(target)"
    }
    return path
  }

  /// What a link says; nil for what is none.
  private static func link(at path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = SystemPath.with(path) { readlink($0, &buffer, 4096) }
    return count > 0 ? SystemPath.text(buffer.prefix(count).map { UInt8(bitPattern: $0) }) : nil
  }
}
