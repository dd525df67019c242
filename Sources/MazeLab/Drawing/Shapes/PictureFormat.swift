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
  /// - Throws: ``PictureError/unknownExtension(path:)`` for any other ending.
  public init(path: String) throws {
    let name = FileSystem.name(of: path)
    let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } : nil
    guard let ending, let format = Self(rawValue: ending) else { throw PictureError.unknownExtension(path: path) }
    self = format
  }
}

/// A picture that cannot be made.
public enum PictureError: ExplainedError, Hashable {
  /// The name of a file does not say which kind of picture it is.
  case unknownExtension(path: String)
  /// cairo reported a failure of its own.
  case cairo(status: String)
  /// zlib reported a failure of its own.
  case zlib(code: Int)

  /// What is wrong, and what would work.
  public var explanation: Explanation {
    switch self {
    case .unknownExtension(let path):
      let endings = PictureFormat.allCases.map { ".\($0.rawValue)" }
      return Explanation(
        .usage, path, "the ending of the name is no kind of picture",
        try: "pictures end in \(endings.dropLast().joined(separator: ", ")) or \(endings.last ?? "")")
    case .cairo(let status):
      return Explanation(.defect, "picture", "cairo failed: \(status)")
    case .zlib(let code):
      return Explanation(.defect, "picture", "zlib failed with code \(code)")
    }
  }
}
