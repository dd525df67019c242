import CLibrary

/// What pipes have given: a pipe gives it once, and a file may be asked for several times, for its kind and for what it says.
enum PipeContents {
  /// A pipe as the system numbers it.
  private struct Pipe: Hashable {
    let device: UInt64, number: UInt64
  }

  private static let kept = Locked<[Pipe: [UInt8]]>([:])

  /// The contents of a pipe, which are read when they are first asked for.
  static func of(_ status: stat, reading contents: () throws -> [UInt8]) rethrows -> [UInt8] {
    let pipe = Pipe(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    if let bytes = kept.withLock({ $0[pipe] }) { return bytes }
    let bytes = try contents()
    kept.withLock { $0[pipe] = bytes }
    return bytes
  }
}
