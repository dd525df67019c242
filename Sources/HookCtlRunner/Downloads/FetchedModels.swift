import Foundation
import HookKit

/// The checkpoints that were fetched, which `--model` takes by name.
enum FetchedModels {
  /// The folder they are kept in.
  static var folder: String { "\(CacheFolder.path())/models" }

  static func path(of entry: CatalogueEntry) -> String { "\(folder)/\(entry.fileName)" }

  /// The file that a word means: a file of that name, else one that was fetched.
  ///
  /// - Throws: ``DownloadError`` for one that hookctl knows and that is not there, or is another file.
  /// - Complexity: reads a fetched file once, to check it.
  static func path(_ written: String) throws -> String {
    guard !FileManager.default.fileExists(atPath: written), !written.contains("/") else { return written }
    guard let entry = Catalogue.models.first(where: { $0.name == written }) else {
      let fetched = "\(folder)/\(written)"
      return FileManager.default.fileExists(atPath: fetched) ? fetched : written
    }
    let path = path(of: entry)
    guard FileManager.default.fileExists(atPath: path) else {
      throw DownloadError.notFetched(name: written, command: "hookctl model fetch \(written)")
    }
    let bytes = try FileInput.read(path)
    guard bytes.count == entry.size, entry.digest.isOf(bytes) else {
      throw DownloadError.otherFile(name: written, path: path, wanted: entry.digest.text)
    }
    return path
  }
}
