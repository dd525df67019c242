import CLibrary

/// Reads whole files, with errors that say what would work.
public enum FileInput {
  /// The most that is read from a file: beyond any checkpoint or set of activations that fits in memory.
  public static let standardLimit = 2 << 30
  /// The most that is read from what has no size beforehand: pipes and devices.
  static let streamLimit = 512 << 20

  /// The only paths that may be read, as they are written; nil for all. For what others than the user ask for.
  @TaskLocal package static var readable: Set<String>?

  /// - Throws: `FileError.notNamed(path:)`.
  static func checkReadable(_ path: String) throws {
    if let readable, !readable.contains(path) { throw FileError.notNamed(path: path) }
  }

  /// The contents of the file at `path`.
  ///
  /// - Throws: ``FileError`` when it is missing, a folder, not readable, or larger than `limit` bytes.
  public static func read(_ path: String, limit: Int = standardLimit) throws -> [UInt8] {
    try checkReadable(path)
    let descriptor = SystemPath.with(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure(toOpen: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError.cannotRead(path: path, reason: systemMessage(errno))
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      throw FileError.isFolder(path: path)
    case S_IFREG:
      let size = Int(status.st_size)
      guard size <= limit else { throw FileError.tooLarge(path: path, limit: limit) }
      return try contents(of: descriptor, path, expecting: size, limit: limit)
    case S_IFIFO:
      return try PipeContents.of(status) {
        try contents(of: descriptor, path, expecting: 1 << 16, limit: min(limit, streamLimit))
      }
    default:
      return try contents(of: descriptor, path, expecting: 1 << 16, limit: min(limit, streamLimit))
    }
  }

  /// Reads to the end, wherever that is: a size from `fstat` may be 0 for files of the kernel, or change
  /// meanwhile.
  private static func contents(
    of descriptor: Int32, _ path: String, expecting size: Int, limit: Int
  ) throws -> [UInt8] {
    var bytes = [UInt8]()
    var wanted = size + 1
    while true {
      let start = bytes.count
      let chunk = try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        filled = 0
        while filled < wanted {
          let count = readBytes(descriptor, buffer.baseAddress.map { $0 + filled }, wanted - filled)
          if count < 0 && errno == EINTR { continue }
          guard count >= 0 else { throw FileError.cannotRead(path: path, reason: systemMessage(errno)) }
          if count == 0 { break }
          filled += count
        }
      }
      if start == 0 { bytes = chunk } else { bytes += chunk }
      guard bytes.count <= limit else { throw FileError.tooLarge(path: path, limit: limit) }
      if chunk.count < wanted { return bytes }
      wanted = max(1 << 16, bytes.count)
    }
  }

  /// Why a file could not be opened.
  package static func failure(toOpen path: String, code: Int32) -> FileError {
    code == ENOENT || code == ENOTDIR ? .missing(path: path) : .cannotRead(path: path, reason: systemMessage(code))
  }

  /// Names in a path's folder that its last part may have been meant for.
  static func namesNear(_ path: String) -> [String] {
    let (folder, name) = split(path)
    return NearNames.of(name, in: names(in: folder))
  }

  /// Names in a folder, at most `limit` of them; none when it cannot be listed.
  package static func names(
    in folder: String, limit: Int = 2000, where isWanted: (String) -> Bool = { !$0.hasPrefix(".") }
  ) -> [String] {
    guard let listing = FolderListing(folder) else { return [] }
    return Array(listing.lazy.filter(isWanted).prefix(limit))
  }

  /// The folder that a path lies in, and its name there.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  /// What the operating system calls an error: `Permission denied`.
  package static func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// The system's `read`, which `FileInput.read` would otherwise hide.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
