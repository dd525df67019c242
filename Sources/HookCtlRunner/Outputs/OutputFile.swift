import HookKit
import MazeLab

/// What kind of file a name stands for.
enum OutputFormat: String, CaseIterable {
  case svg, png, pdf, json, jsonl, csv, html, md, txt, npz, npy, safetensors, maze, state, dot, gif, mp4

  /// What vector fields and comparisons are written as.
  static let fields: [OutputFormat] = [.svg, .png, .pdf, .json, .npz] + cards

  /// Whether it shows rather than tells.
  var isPicture: Bool { self == .svg || self == .png || self == .pdf }
}

/// A file to be written, whose name says what kind it is.
struct OutputFile {
  let path: String
  let format: OutputFormat

  /// Finds the formats of paths, and checks that files can be written there.
  ///
  /// - Throws: every fault of every path together: ``OutputError``, `FileError`.
  static func checked(_ paths: [String], _ allowed: [OutputFormat]) throws -> [OutputFile] {
    var faults: [any ExplainedError] = []
    var files: [OutputFile] = []
    for path in paths {
      do {
        let file = try OutputFile(checking: path, allowed)
        for path in file.paths where files.contains(where: { $0.isWritten(at: path) }) {
          throw OutputError.repeated(path: path)
        }
        files.append(file)
      } catch let error as any ExplainedError { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return files
  }

  init(checking path: String, _ allowed: [OutputFormat]) throws {
    guard let format = FileExtension.of(path).flatMap(OutputFormat.init(rawValue:)), allowed.contains(format)
    else {
      throw OutputError.unknownExtension(path: path, known: allowed.map(\.rawValue))
    }
    (self.path, self.format) = (path, format)
    for path in paths { try FileOutput.check(path) }
  }

  /// All that is written for it: a file of JSON Lines has its recipe beside it.
  var paths: [String] { format == .jsonl ? [path, Recipe.path(beside: path)] : [path] }

  private func isWritten(at path: String) -> Bool {
    let identity = FileTarget.identity(path)
    return paths.contains { FileTarget.identity($0) == identity }
  }

  /// The recipe, as a file of its own where the format has no place for it.
  func recipeBeside(_ recipe: JSONValue) -> [FileOutput.Contents] {
    paths.dropFirst().map { FileOutput.Contents(Array(recipe.text.utf8), for: $0) }
  }
}

/// The ending of a file's name.
enum FileExtension {
  /// In lower case without the dot; nil when there is none.
  static func of(_ path: String) -> String? {
    let name = FileSystem.name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    return name[name.index(after: dot)...].lowercased()
  }
}

/// Output that cannot be written as asked.
enum OutputError: ExplainedError, Equatable {
  case unknownExtension(path: String, known: [String])
  case repeated(path: String)
  case severalPictures(path: String)
  case input(path: String)
  case missing(String)

  var explanation: Explanation {
    switch self {
    case .unknownExtension(let path, let known):
      Explanation(
        .usage, path.isEmpty ? "an empty path" : path,
        FileExtension.of(path).map { "this command does not write .\($0) files" }
          ?? "the name has no extension",
        try: "use \(known.map { ".\($0)" }.listed)")
    case .repeated(let path):
      Explanation(.usage, path, "is to be written twice", try: "name it once")
    case .severalPictures(let path):
      Explanation(
        .usage, path, "this command draws several pictures, and a file holds one",
        try: "write a folder, which has them all, or an .html page")
    case .input(let path):
      Explanation(.usage, path, "is read by this command, and would be replaced", try: "choose another name")
    case .missing(let what):
      Explanation(.usage, "no output", "this command needs somewhere to write", try: what)
    }
  }
}

extension [String] {
  /// `a, b or c`.
  var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
