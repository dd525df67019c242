import Foundation
import Testing

/// The Swift blocks of the documentation are sources of this target; those to run print what the page says.
@Suite struct SwiftBlockTests {
  /// `HOOKKIT_UPDATE_SNIPPETS=1 swift test -c release --filter DocumentationTests` writes the files anew; then
  /// run the tests once more, so that the new files are compiled.
  @Test func sourcesAreThoseOfThePages() throws {
    let expected = SnippetFiles.expected(from: try Page.all())
    let folder = SnippetFiles.folder
    if ProcessInfo.processInfo.environment["HOOKKIT_UPDATE_SNIPPETS"] == "1" {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where expected[name] == nil {
        try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
      }
      for (name, text) in expected {
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == expected.keys.sorted())
    for (name, text) in expected {
      let committed = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      #expect(committed == text, "Snippets/\(name) is not what the page says; see HOOKKIT_UPDATE_SNIPPETS")
    }
  }

  @Test(.enabled(if: Shell.hasPictures, "procgen's pictures are not installed"))
  func blocksPrintWhatThePagesSay() throws {
    for page in try Page.all() {
      for (name, block, output) in SnippetFiles.runnableBlocks(of: page) {
        let place = "\(page.path), line \(block.line)"
        guard let body = runnable[name] else {
          Issue.record("\(place): there is no \(name)")
          continue
        }
        let printed = Printed()
        try Printed.$current.withValue(printed) { try body() }
        let real = Array(lines(printed.text).dropLast())
        let shown = output.map(lines) ?? []
        #expect(Match.matches(shown, real), "\(place) prints\n\(printed.text)")
      }
    }
  }
  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
