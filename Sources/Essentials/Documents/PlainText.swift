/// Text files as they come: UTF-8, with or without a byte order mark, or UTF-16 with one.
package enum PlainText {
  private static let mark: Unicode.Scalar = "\u{FEFF}"

  /// The text of a file's bytes without its byte order mark; nil for bytes that are no such text.
  package static func decode(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), isBigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isBigEndian: true) }
    return String(validating: bytes, as: UTF8.self).map { withoutMark($0) }
  }

  /// The text without the byte order mark that it may begin with.
  package static func withoutMark(_ text: String) -> String {
    text.unicodeScalars.first == mark ? String(text.unicodeScalars.dropFirst()) : text
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { place in
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    return String(validating: units, as: UTF16.self)
  }
}
