import Foundation
import HookKit
import MazeEnv

/// procgen's pictures and library, as they are unpacked from its package.
package enum ProcgenFiles {
  /// Whether all of it is in the folder, checked.
  package static func areThere(in folder: String) -> Bool {
    (try? Pictures(folder: folder)) != nil && (try? ProcgenLibrary.check(folder)) != nil
  }

  /// Unpacks a wheel and puts the folder in place by one rename, when everything in it is as published.
  package static func install(_ wheel: String, to folder: String) throws {
    let staging = "\(folder).new-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: staging) }
    try unpack(wheel, to: staging)
    _ = try Pictures(folder: staging)
    try ProcgenLibrary.check(staging)
    let old = "\(folder).old-\(getpid())"
    // What was there is incomplete or damaged.
    let hadOld = rename(folder, old) == 0
    guard rename(staging, folder) == 0 else {
      throw FileError.cannotWrite(path: folder, reason: FileInput.systemMessage(errno))
    }
    if hadOld { try? FileManager.default.removeItem(atPath: old) }
  }

  private static func unpack(_ wheel: String, to folder: String) throws {
    let prefix = "procgen/data/"
    try ZipReader.withArchive(try FileInput.read(wheel), source: wheel) { archive in
      for entry in archive.entries where entry.name.hasPrefix(prefix) && !entry.name.hasSuffix("/") {
        let parts = entry.name.dropFirst(prefix.count).split(separator: "/")
        guard let top = parts.first, ["assets", "prebuilt"].contains(top), !parts.contains("..") else { continue }
        try write(archive.read(entry), to: "\(folder)/data/\(parts.joined(separator: "/"))")
      }
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    } catch { throw DownloadError.unpacking(path: path, reason: error.localizedDescription) }
  }
}
