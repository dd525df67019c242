import Downloads
import HookKit
import ImpalaModel

/// A model as options name it: a file, or what `model fetch` has fetched; its network may be a plugin's.
enum NamedModel {
  /// How the files of models end.
  static let fileExtensions = Checkpoint.fileExtensions

  /// - Throws: ``DownloadError``, and whatever reading a checkpoint throws.
  static func checkpoint(_ written: String, names: NameMap? = nil) throws -> Checkpoint {
    let (path, bytes) = try FetchedModels.contents(of: written)
    return try Checkpoint(
      bytes, path: path, names: names, architectures: KnownNames.architectures, dialects: KnownNames.dialects)
  }

  /// The policy of ``checkpoint(_:names:)``.
  static func policy(_ written: String, names: NameMap? = nil) throws -> Policy {
    let checkpoint = try checkpoint(written, names: names)
    return try Policy(
      checkpoint, name: FileSystem.name(of: checkpoint.path), architectures: KnownNames.architectures)
  }
}
