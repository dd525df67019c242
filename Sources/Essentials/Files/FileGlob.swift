import CLibrary

/// Files by a pattern, for options whose patterns the shell has not resolved: `'run/model_*.pth'`.
package enum FileGlob {
  /// The files that a text means: the one of that name, or all that match, in the order of their names.
  ///
  /// `*` stands for any characters but a slash, `?` for one, `[ab]` for one of these; names that begin with a dot are left out.
  ///
  /// - Throws: ``FileError/noMatch(pattern:)`` where a pattern matches none; a name without a pattern is returned as it is.
  package static func paths(_ text: String) throws(FileError) -> [String] {
    guard text.contains(where: { "*?[".contains($0) }), !FileSystem.exists(text) else { return [text] }
    var found = glob_t()
    defer { globfree(&found) }
    let status = SystemPath.with(text) { glob($0, 0, nil, &found) }
    guard status == 0, found.gl_pathc > 0 else { throw .noMatch(pattern: text) }
    return (0..<Int(found.gl_pathc)).compactMap { place in
      found.gl_pathv[place].map { SystemPath.text(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
    }
  }
}
