import HookKit
import Yams

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
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PluginError.settings(path: path, problem: "is no text", remedy: "write it in UTF-8")
    }
    try self.init(text, path: path)
  }

  /// - Parameter path: the file's path, for errors.
  init(_ text: String, path: String) throws {
    self.text = text
    let node: Node?
    do {
      node = try Parser(yaml: text, resolver: .basic).singleRoot()
    } catch {
      throw PluginError.settings(path: path, problem: "is no YAML: \(error)", remedy: Self.form)
    }
    guard let node else {
      plugins = []
      return
    }
    guard let mapping = node.mapping else {
      // A file of comments has one empty scalar.
      if node.scalar?.string.isEmpty == true || node.null != nil {
        plugins = []
        return
      }
      throw PluginError.settings(path: path, problem: "holds no settings", remedy: Self.form)
    }
    for key in mapping.keys where key.scalar?.string != "plugins" {
      throw PluginError.settings(
        path: path, problem: "has no setting \"\(key.scalar?.string ?? "?")\"", remedy: Self.form)
    }
    guard let value = mapping["plugins"], value.null == nil || value.sequence != nil else {
      plugins = []
      return
    }
    guard let list = value.sequence else {
      throw PluginError.settings(path: path, problem: "plugins is no list", remedy: Self.form)
    }
    plugins = try list.map { element in
      guard let folder = element.scalar?.string, !folder.isEmpty else {
        throw PluginError.settings(
          path: path, problem: "plugins names something that is no folder", remedy: Self.form)
      }
      return folder
    }
  }
}
