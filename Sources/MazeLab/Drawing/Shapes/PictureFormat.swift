import HookKit

/// The kinds of file that pictures are written to.
public enum PictureFormat: String, CaseIterable, Sendable {
  /// Vector graphics for the web and for editing.
  case svg
  /// Pixels, 300 to the inch.
  case png
  /// Vector graphics for papers.
  case pdf

  /// The format that the ending of a file's name stands for, in capitals or not.
  ///
  /// - Throws: `Fault` for any other ending.
  public init(path: String) throws {
    let name = FileSystem.name(of: path)
    let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } : nil
    guard let ending, let format = Self(rawValue: ending) else {
      let endings = Self.allCases.map { ".\($0.rawValue)" }
      throw Fault(
        .usage, path, "the ending of the name is no kind of picture",
        try: "pictures end in \(endings.dropLast().joined(separator: ", ")) or \(endings.last ?? "")")
    }
    self = format
  }
}
