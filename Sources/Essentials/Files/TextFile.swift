/// Files of text.
package enum TextFile {
  /// More than any plan or drawn maze has.
  private static let limit = 16 << 20

  /// - Throws: ``FileError``; ``TextError`` for bytes that are no text in UTF-8, or UTF-16 with a byte order mark.
  package static func read(_ path: String) throws -> String {
    try text(FileInput.read(path, limit: limit), of: path)
  }

  /// The text of a file that was read.
  ///
  /// - Throws: as ``read(_:)``.
  package static func text(_ bytes: [UInt8], of path: String) throws -> String {
    guard bytes.count <= limit else { throw FileError.tooLarge(path: path, limit: limit) }
    guard let text = PlainText.decode(bytes) else { throw TextError.notText(path: path) }
    return text
  }
}

/// A file that should be text and is not.
package enum TextError: ExplainedError, Equatable {
  case notText(path: String)

  package var explanation: Explanation {
    switch self {
    case .notText(let path): Explanation(.badData, path, "is no text", try: "give a text file in UTF-8")
    }
  }
}
