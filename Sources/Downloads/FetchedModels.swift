import Foundation
import HookKit

/// The checkpoints that were fetched, which `--model` takes by name.
package enum FetchedModels {
  /// The folder they are kept in.
  package static var folder: String { "\(CacheFolder.path())/models" }

  package static func path(of entry: DownloadEntry) -> String { "\(folder)/\(entry.fileName)" }

  /// The file that a word means, with its contents: a file of that name, else one that was fetched, which is checked.
  ///
  /// - Throws: ``DownloadError`` for one that hookctl knows and that is not there, or is another file; `FileError`.
  package static func contents(of written: String) throws -> (path: String, bytes: [UInt8]) {
    let (path, entry) = try file(written)
    let bytes = try FileInput.read(path)
    if let entry, bytes.count != entry.size || !entry.digest.isOf(bytes) {
      throw DownloadError.otherFile(name: written, path: path, wanted: entry.digest.text)
    }
    return (path, bytes)
  }

  /// The file that a word means, and what is known of it where it was fetched by its name.
  private static func file(_ written: String) throws -> (path: String, entry: DownloadEntry?) {
    guard !FileManager.default.fileExists(atPath: written), !written.contains("/") else { return (written, nil) }
    guard let entry = DownloadCatalogue.models.first(where: { $0.name == written }) else {
      let fetched = "\(folder)/\(written)"
      return (FileManager.default.fileExists(atPath: fetched) ? fetched : written, nil)
    }
    let path = path(of: entry)
    guard FileManager.default.fileExists(atPath: path) else {
      throw DownloadError.notFetched(name: written, command: "hookctl model fetch \(written)")
    }
    return (path, entry)
  }
}
