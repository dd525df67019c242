#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FileOutput {
  /// A file to be written: where, and what.
  public struct Contents: Sendable {
    public let path: String
    public let bytes: [UInt8]

    /// `bytes` for the file at `path`.
    public init(_ bytes: [UInt8], for path: String) { (self.path, self.bytes) = (path, bytes) }
  }

  /// Writes several files: all of them, or none when any cannot be written.
  ///
  /// All contents go to temporary files first, which are renamed when all are there. Pipes and devices come
  /// last.
  ///
  /// - Throws: `FileError`; every target then has its old contents, unless renaming itself failed halfway.
  public static func write(_ files: [Contents]) throws {
    let streams = files.filter { isStream($0.path) }
    var staged: [StagedFile] = []
    defer { for file in staged { file.discard() } }
    for file in files where !isStream(file.path) { staged.append(try StagedFile(file)) }
    for file in staged { try file.commit() }
    for file in streams { try write(file.bytes, to: file.path) }
  }

  /// Checks that a file could be written at `path`, without writing: for asking before a long computation.
  ///
  /// - Throws: `FileError`, as writing there would.
  public static func check(_ path: String) throws {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT == S_IFDIR { throw FileError.isFolder(path: path) }
    if path.isEmpty || path.hasSuffix("/") {
      throw FileError.cannotWrite(path: path, reason: "the path has no file name")
    }
    let (folder, _) = FileInput.split(path)
    if exists && status.st_mode & S_IFMT != S_IFREG {
      if access(path, W_OK) != 0 {
        throw FileError.cannotWrite(path: path, reason: FileInput.systemMessage(errno))
      }
    } else if stat(folder, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR {
      throw FileError.missingFolder(path: path, folder: folder)
    } else if access(folder, W_OK) != 0 {
      throw FileError.cannotWrite(path: path, reason: FileInput.systemMessage(errno))
    }
  }

  private static func isStream(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
      && status.st_mode & S_IFMT != S_IFDIR
  }
}

/// A file's new contents beside it, waiting for those of other files.
private struct StagedFile {
  private let path: String
  private let target: String
  private let staging: String
  private let slot: Int?

  init(_ file: FileOutput.Contents) throws {
    try FileOutput.check(file.path)
    path = file.path
    var status = stat()
    let exists = stat(path, &status) == 0
    target = exists ? Self.resolved(path) : path
    let (folder, name) = FileInput.split(target)
    let stem = String(decoding: name.utf8.prefix(180), as: UTF8.self)
    staging = "\(folder)/.\(stem).staged-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    slot = TemporaryPaths.shared.add(staging)
    do {
      try FileOutput.write(file.bytes, to: staging)
    } catch {
      discard()
      // The user has not heard of the staging file.
      if case FileError.cannotWrite(_, let reason) = error {
        throw FileError.cannotWrite(path: path, reason: reason)
      }
      throw error
    }
    if exists { chmod(staging, status.st_mode & 0o7777) }
  }

  func commit() throws {
    guard rename(staging, target) == 0 else {
      throw FileError.cannotWrite(path: path, reason: FileInput.systemMessage(errno))
    }
  }

  /// Removes the staging file, which is gone already after a commit.
  func discard() {
    unlink(staging)
    TemporaryPaths.shared.remove(slot)
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
