import Essentials

/// What `hookctl.yaml` in the working folder says: plugins that are always on.
///
/// ```yaml
/// plugins:
///   - Plugins/CheeseVector
///   - ~/experiments/MyPlugin
/// ```
struct PluginSettings: Equatable {
  /// The folders, as written; relative ones start at the file's folder.
  let plugins: [String]
  /// The text of the file.
  let text: String

  private static let limit = 1 << 20
  private static let form = "write: plugins: [FOLDER, ...]"

  /// The settings in a file; nil when there is none.
  ///
  /// - Throws: ``PluginError/settings(path:problem:remedy:)``, `FileError`.
  init?(contentsOf path: String) throws {
    let bytes: [UInt8]
    do {
      bytes = try FileInput.read(path, limit: Self.limit)
    } catch FileError.missing { return nil }
    guard let text = PlainText.decode(bytes) else {
      throw PluginError.settings(path: path, problem: "is no text", remedy: "write it in UTF-8")
    }
    try self.init(text, path: path)
  }

  /// - Parameter path: the file's path, for errors.
  init(_ text: String, path: String) throws {
    self.text = text
    let settings: Settings?
    do {
      settings = try Document.decode(Settings?.self, from: text)
    } catch let unknown as UnknownSetting {
      throw PluginError.settings(path: path, problem: "has no setting \"\(unknown.key)\"", remedy: Self.form)
    } catch let error as DocumentError {
      throw PluginError.settings(path: path, problem: "cannot be read: \(error.reason)", remedy: Self.form)
    }
    plugins = settings?.plugins ?? []
    guard !plugins.contains("") else {
      throw PluginError.settings(
        path: path, problem: "plugins names something that is no folder", remedy: Self.form)
    }
  }

  private struct UnknownSetting: Error { let key: String }

  /// The file's one record.
  private struct Settings: Decodable {
    var plugins: [String]?

    enum CodingKeys: CodingKey { case plugins }

    init(from decoder: any Decoder) throws {
      try StrictKeys.check(decoder, known: ["plugins"]) { key, _ in UnknownSetting(key: key) }
      plugins = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent([String].self, forKey: .plugins)
    }
  }
}
