import Foundation
import HookKit
import Terminal

/// A file that is fetched: checked before it takes its place, and gone on with where it was cut.
///
/// `curl` does the fetching, which every system has or can have; a library for it would make each start of hookctl slower.
package struct Download {
  /// What it is called in messages.
  let name: String
  let addresses: [String]
  /// Where it belongs.
  package let target: String
  /// What is known of it.
  private let size: Int?
  private let digest: FileDigest?

  /// - Parameters:
  ///   - name: what it is called in messages.
  ///   - addresses: where it is, in the order in which they are tried.
  ///   - target: where it belongs.
  ///   - size: in bytes; nil where it is not known.
  ///   - digest: that of its contents; nil where it is not known.
  package init(name: String, addresses: [String], target: String, size: Int? = nil, digest: FileDigest? = nil) {
    (self.name, self.addresses, self.target, self.size, self.digest) = (name, addresses, target, size, digest)
  }

  /// What has come so far; beside the target, so that one rename puts it in place.
  private var part: String { "\(target).part" }

  /// The most that is taken of a file whose size is not known.
  private static let limit = 4 << 30

  /// Fetches the file unless it is there.
  ///
  /// - Returns: whether it had to be fetched.
  /// - Throws: ``DownloadError``.
  package func run(_ console: Console) throws -> Bool {
    if try isThere() { return false }
    do {
      try FileManager.default.createDirectory(
        atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    } catch { throw FileError.cannotWrite(path: target, reason: error.localizedDescription) }
    // The lock is that of the part itself, which is gone with it.
    let lock = try FileLock(part) { console.note("waiting for another hookctl that fetches \(name)") }
    return try withExtendedLifetime(lock) {
      if try isThere() { return false }
      Interruption.keep(found: { [part, size] in
        KeptWork(done: Self.length(part), total: size, unit: "bytes", place: part)
      })
      defer { Interruption.keep(nil) }
      try fetch(console)
      return true
    }
  }

  /// Whether the right file is in its place.
  ///
  /// - Throws: ``DownloadError/otherFile(name:path:wanted:)`` when it is another.
  private func isThere() throws -> Bool {
    guard FileManager.default.fileExists(atPath: target) else { return false }
    guard try isRight(target) else { throw DownloadError.otherFile(name: name, path: target, wanted: wanted) }
    return true
  }

  private func isRight(_ path: String) throws -> Bool {
    if let size, Self.length(path) != size { return false }
    guard let digest else { return true }
    return digest.isOf(try FileInput.read(path))
  }

  /// "43,881,333 bytes, git blob 2b08..."
  var wanted: String {
    [size.map { "\($0.grouped) bytes" }, digest.map(\.text)].compactMap { $0 }.joined(separator: ", ")
  }

  private func fetch(_ console: Console) throws {
    guard let curl = Curl.installed else {
      throw DownloadError.noCurl(name: name, addresses: addresses, path: target, wanted: wanted)
    }
    var reasons: [String] = []
    for address in addresses {
      console.note("fetching \(name) from \(address)")
      if let reason = try attempt(address, by: curl, console) {
        reasons.append("\(address): \(reason)")
      } else {
        return
      }
    }
    if Self.length(part) == 0 { unlink(part) }
    throw DownloadError.failed(name: name, reasons: reasons, path: target, wanted: wanted)
  }

  /// Fetches from one address.
  ///
  /// - Returns: nil when the file is in its place, else what went wrong.
  private func attempt(_ address: String, by curl: Curl, _ console: Console) throws -> String? {
    if let size, Self.length(part) > size { truncate(part, 0) }
    if size == nil || Self.length(part) != size {
      if let reason = try transfer(address, by: curl, console) { return reason }
    }
    guard try isRight(part) else {
      let found = "\(Self.length(part).grouped) bytes came, SHA-256 \(SHA256.hexDigest(of: try FileInput.read(part)))"
      truncate(part, 0)
      return "what came is another file (\(found)); nothing of it was used"
    }
    try FileSync.file(part)
    guard rename(part, target) == 0 else {
      throw FileError.cannotWrite(path: target, reason: FileInput.systemMessage(errno))
    }
    return nil
  }

  /// Transfers what is missing; a transfer that is cut is gone on with as long as something comes.
  private func transfer(_ address: String, by curl: Curl, _ console: Console) throws -> String? {
    while true {
      let before = Self.length(part)
      let outcome = try curl.fetch(address, into: part, limit: size ?? Self.limit, console)
      if outcome.isDone { return nil }
      if outcome.cannotResume, before > 0 {
        // The server cannot go on in the middle, or what is there is no part of its file.
        truncate(part, 0)
      } else if !outcome.isCut || Self.length(part) <= before {
        return outcome.message
      }
    }
  }

  private static func length(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
