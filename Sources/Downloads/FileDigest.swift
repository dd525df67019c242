import HookKit

/// What tells the right file from any other.
package enum FileDigest: Hashable {
  /// 64 hexadecimal digits.
  case sha256(String)
  /// Git's name of a file's contents, 40 hexadecimal digits: the SHA-1 of "blob SIZE", a zero byte, and the contents.
  case gitBlob(String)

  /// Whether bytes are those of the file.
  func isOf(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .sha256(let digits): SHA256.hexDigest(of: bytes) == digits
    case .gitBlob(let digits): SHA1.hexDigest(of: Array("blob \(bytes.count)\0".utf8) + bytes) == digits
    }
  }

  /// "SHA-256 4b59..."
  var text: String {
    switch self {
    case .sha256(let digits): "SHA-256 \(digits)"
    case .gitBlob(let digits): "git blob \(digits)"
    }
  }
}
