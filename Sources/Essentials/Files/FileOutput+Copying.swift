import CLibrary

extension FileOutput {
  /// Copies a file of any size, a part at a time: the target has its old contents or all of the new ones.
  ///
  /// - Parameter head: what stands before the contents of `source`.
  /// - Throws: ``FileError``, as ``write(_:to:)-([UInt8],_)`` does.
  package static func copy(_ source: String, to path: String, after head: String = "") throws {
    let input = SystemPath.with(source) { open($0, O_RDONLY | O_CLOEXEC) }
    guard input >= 0 else { throw FileError.cannotRead(path: source, reason: FileInput.systemMessage(errno)) }
    defer { close(input) }
    let target = try FileTarget(path)
    let body = { (output: Int32) in
      try writeAll(Array(head.utf8), to: output, path)
      try transfer(input, source, to: output, path)
    }
    if target.isStream { try stream(to: path, body) } else { try deliver([pending(target, body)]) }
  }

  private static func transfer(_ input: Int32, _ source: String, to output: Int32, _ path: String) throws {
    var part = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = part.withUnsafeMutableBytes { read(input, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw FileError.cannotRead(path: source, reason: FileInput.systemMessage(errno))
      }
      if count == 0 { return }
      try writeAll(Array(part[..<count]), to: output, path)
    }
  }
}
