import HookKit
import MazeLab

extension Recipe {
  /// Adds a file that was read: its name and the SHA-256 of its bytes.
  public mutating func add(_ key: String, file path: String) throws {
    add(
      key,
      .object([
        .init("path", .string(path)), .init("sha256", .string(SHA256.hexDigest(of: try FileInput.read(path)))),
      ]))
  }
}
