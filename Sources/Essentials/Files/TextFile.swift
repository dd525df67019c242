/// Files of text.
package enum TextFile {
  /// More than any plan or drawn maze has.
  private static let limit = 16 << 20

  /// - Throws: ``FileError``; ``Fault`` for bytes that are no text in UTF-8, or UTF-16 with a byte order mark.
  package static func read(_ path: String) throws -> String {
    try text(FileInput.read(path, limit: limit), of: path)
  }

  /// The text of a file that was read.
  ///
  /// - Throws: as ``read(_:)``.
  package static func text(_ bytes: [UInt8], of path: String) throws -> String {
    guard bytes.count <= limit else { throw FileError.tooLarge(path: path, limit: limit) }
    guard let text = PlainText.decode(bytes) else {
      throw Fault(.badData, path, "is no text", try: "give a text file in UTF-8")
    }
    return text
  }
}
