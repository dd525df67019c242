import Foundation
import HookKit
import ImpalaModel

/// The checkpoints that were fetched, which `--model` takes by name.
enum FetchedModels {
  /// The folder they are kept in.
  static var folder: String { "\(CacheFolder.path())/models" }

  static func path(of entry: CatalogueEntry) -> String { "\(folder)/\(entry.fileName)" }

  /// The checkpoint that a word means: a file of that name, else one that was fetched, which is checked. It may be of a
  /// network of a plugin.
  ///
  /// - Throws: ``DownloadError`` for one that hookctl knows and that is not there, or is another file; whatever reading a
  ///   checkpoint throws.
  static func checkpoint(_ written: String, names: NameMap? = nil) throws -> Checkpoint {
    let (path, entry) = try file(written)
    let bytes = try FileInput.read(path)
    if let entry, bytes.count != entry.size || !entry.digest.isOf(bytes) {
      throw DownloadError.otherFile(name: written, path: path, wanted: entry.digest.text)
    }
    return try Checkpoint(bytes, path: path, names: names, architectures: KnownNames.architectures)
  }

  /// The policy of ``checkpoint(_:names:)``.
  static func policy(_ written: String, names: NameMap? = nil) throws -> Policy {
    let checkpoint = try checkpoint(written, names: names)
    return try Policy(
      checkpoint, name: FileSystem.name(of: checkpoint.path), architectures: KnownNames.architectures)
  }

  /// The file that a word means, and what is known of it where it was fetched by its name.
  private static func file(_ written: String) throws -> (path: String, entry: CatalogueEntry?) {
    guard !FileManager.default.fileExists(atPath: written), !written.contains("/") else { return (written, nil) }
    guard let entry = Catalogue.models.first(where: { $0.name == written }) else {
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
