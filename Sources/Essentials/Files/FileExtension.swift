/// The ending of a file's name.
package enum FileExtension {
  /// In lower case without the dot; nil when there is none.
  package static func of(_ path: String) -> String? {
    let name = FileSystem.name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    return name[name.index(after: dot)...].lowercased()
  }
}
