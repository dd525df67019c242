import Foundation

/// The Swift blocks of the pages as source files of this target, so that building the tests compiles them.
enum SnippetFiles {
  static let folder = Page.root.appendingPathComponent("Tests/DocumentationTests/Snippets")

  /// What the folder must hold: contents by file name.
  static func expected(from pages: [Page]) -> [String: String] {
    var files: [String: String] = [:]
    var runnable: [String] = []
    for page in pages {
      for (name, block) in named(page) {
        files[name + ".swift"] = contents(block, name)
        if block.has("run") { runnable.append(name) }
      }
    }
    let entries: [String] = runnable.isEmpty ? ["  :"] : runnable.sorted().map { "  \"\($0)\": \($0)," }
    let opening = """
      // Made from the pages of the documentation; see CONTRIBUTING.md, "Documentation".

      /// The blocks that are run, by name.
      let runnable: [String: @Sendable () throws -> Void] = [

      """
    files["Runnable.swift"] = opening + entries.joined(separator: "\n") + "\n]\n"
    return files
  }

  /// The Swift blocks of a page with the names of their files.
  static func named(_ page: Page) -> [(name: String, block: CodeBlock)] {
    page.blocks.filter { $0.language == "swift" && !$0.has("manifest") && !$0.has("plugin") }.enumerated().map {
      ("\(page.name)_\($0 + 1)", $1)
    }
  }

  /// The blocks to run with what they must print.
  static func runnableBlocks(of page: Page) -> [(name: String, block: CodeBlock, output: String?)] {
    let blocks = page.blocks
    return named(page).filter { $0.block.has("run") }.map { name, block in
      let next = blocks.first { $0.line > block.line }
      return (name, block, next?.language == "text" ? next?.text : nil)
    }
  }

  private static func contents(_ block: CodeBlock, _ name: String) -> String {
    let head = "// Made from \(block.page); see CONTRIBUTING.md, \"Documentation\".\n\n"
    guard block.has("run") || block.has("compile") else { return head + block.text + "\n" }
    let lines = block.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let imports = lines.filter { $0.hasPrefix("import ") }
    let statements = lines.drop { $0.hasPrefix("import ") || $0.isEmpty }
    let body: [String] = statements.map { $0.isEmpty ? "" : "  " + $0 }
    let signature: [String] = ["", "@Sendable func \(name)() throws {"]
    return head + (imports + signature + body + ["}", ""]).joined(separator: "\n")
  }
}
