import Foundation

extension FileInput {
  /// Calls `body` with every line of a file, without its line feed, a part of the file in memory at a time.
  ///
  /// - Throws: ``FileError`` when it cannot be read, and what `body` throws.
  package static func forEachLine(of path: String, _ body: ([UInt8]) throws -> Void) throws {
    try checkReadable(path)
    guard let file = FileHandle(forReadingAtPath: path) else {
      // Says what is wrong with it.
      _ = try read(path, limit: 0)
      throw FileError.cannotRead(path: path, reason: "it cannot be opened")
    }
    defer { try? file.close() }
    var rest: [UInt8] = []
    while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
      let lines = (rest + part).split(separator: 10, omittingEmptySubsequences: false)
      for line in lines.dropLast() { try body(Array(line)) }
      rest = Array(lines.last ?? [])
    }
    if !rest.isEmpty { try body(rest) }
  }
}
