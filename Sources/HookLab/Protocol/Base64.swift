import Foundation

/// Bytes as text.
enum Base64 {
  static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// The number of bytes that a text stands for; nil for what is no base64.
  static func count(of text: String) -> Int? { Data(base64Encoded: text)?.count }
}
