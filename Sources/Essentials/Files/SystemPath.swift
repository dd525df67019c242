import CLibrary

/// Names of files as the system has them: any bytes but 0, which need not be UTF-8.
///
/// Text in Swift is always Unicode. A byte of a name that is no part of UTF-8 is therefore written as one character that
/// Unicode keeps for private use, U+10FE80 to U+10FEFF, and becomes the byte again where the system is asked. A name that
/// holds such a character by itself has its bytes written so too: no two names have the same text.
package enum SystemPath {
  private static let base: UInt32 = 0x10FE00

  /// The text of a name.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    if let text = String(validating: bytes, as: UTF8.self), !isEscaped(text) { return text }
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while let first = rest.first {
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      let part = rest.prefix(length)
      if let scalars = String(validating: part, as: UTF8.self)?.unicodeScalars, scalars.count == 1,
        let scalar = scalars.first, byte(scalar) == nil
      {
        text.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        text.append(Unicode.Scalar(base + UInt32(first)) ?? "\u{FFFD}")
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// Whether the name of a text is no UTF-8.
  package static func isEscaped(_ text: String) -> Bool {
    // U+10FExx begins with this byte, as little else does.
    text.utf8.contains(0xF4) && text.unicodeScalars.contains { byte($0) != nil }
  }

  /// The name's bytes.
  package static func bytes(_ text: String) -> [UInt8] {
    guard isEscaped(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in byte(scalar).map { [$0] } ?? Array(String(scalar).utf8) }
  }

  /// Calls one of the system's functions with a name.
  package static func with<Result>(_ path: String, _ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
    guard isEscaped(path) else { return try path.withCString(body) }
    return try (bytes(path).map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      guard let first = buffer.baseAddress else { return try path.withCString(body) }
      return try body(first)
    }
  }

  /// For messages: `\xE9` where a byte is no text.
  package static func shown(_ text: String) -> String {
    guard isEscaped(text) else { return text }
    return text.unicodeScalars.map { scalar in
      byte(scalar).map { "\\x" + String($0, radix: 16, uppercase: true) } ?? String(scalar)
    }.joined()
  }

  /// Refuses names that are no UTF-8, for what is written by libraries that take text only.
  ///
  /// - Throws: ``FileError/nameNotText(path:)``.
  package static func checkIsText(_ path: String) throws {
    if isEscaped(path) { throw FileError.nameNotText(path: path) }
  }

  private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    (base + 0x80...base + 0xFF).contains(scalar.value) ? UInt8(scalar.value - base) : nil
  }
}
