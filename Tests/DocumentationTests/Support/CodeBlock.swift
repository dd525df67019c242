import Foundation

/// A fenced block of a page of the documentation.
///
/// What is done with it depends on the words after its fence:
///
/// - `swift`: declarations, compiled as a file of this test target;
/// - `swift run`: statements, compiled and run; what they print is the `text` block that follows;
/// - `swift compile`: statements, compiled only;
/// - `swift plugin FILE`: a source of a plugin, written to that file, and compiled by the commands that name the plugin;
/// - `console`: commands after `$ `, run one after the other in the page's own folder, with what they print;
/// - `yaml plan` and `json plan`: read as a plan; `json` and `yaml` alone: parsed;
/// - `python run`: run by a Python with NumPy and pandas; what it prints is the `text` block that follows; with `torch`
///   too, where that Python has PyTorch;
/// - a file name as the second word: the block is also written to that file of the page's folder.
struct CodeBlock {
  /// The page's path from the root of the package.
  let page: String
  /// The line of the opening fence.
  let line: Int
  /// The words after the fence.
  let words: [String]
  let text: String

  var language: String { words.first ?? "" }

  /// The file that the block shows, if it is named.
  var fileName: String? { words.dropFirst().first { $0.contains(".") } }

  func has(_ word: String) -> Bool { words.dropFirst().contains(word) }
}

/// A page of the documentation.
struct Page {
  /// Its path from the root of the package.
  let path: String
  let text: String

  /// The root of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// All pages: those beside the manifest, and those of `Documentation`.
  static func all() throws -> [Page] {
    try ["", "Documentation/"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        .filter { $0.hasSuffix(".md") }.sorted().map { try Page(folder + $0) }
    }
  }

  init(_ path: String) throws {
    self.path = path
    text = try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The page's name as a part of Swift names: "README", "FileFormats".
  var name: String { URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent }

  var blocks: [CodeBlock] {
    var blocks: [CodeBlock] = []
    var open: (line: Int, words: [String], lines: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(
            CodeBlock(
              page: path, line: block.line, words: block.words, text: block.lines.joined(separator: "\n")))
          open = nil
        } else {
          open = (index + 1, line.dropFirst(3).split(separator: " ").map(String.init), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }
}
