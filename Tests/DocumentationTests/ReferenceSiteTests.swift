import Foundation
import Testing

/// The scripts of `make docs`, as far as they need no release build.
@Suite struct ReferenceSiteTests {
  private func python(_ script: String, _ options: String, in shell: Shell) throws -> (lines: [String], status: Int32) {
    try shell.run("python3 '\(Page.root.path)/Scripts/docs/\(script)' \(options)")
  }

  private func article(_ name: String, in shell: Shell) throws -> String {
    try String(contentsOf: shell.folder.appendingPathComponent("site/\(name).md"), encoding: .utf8)
  }

  @Test func everyPageIsAnArticleThatTheFirstPageNames() throws {
    let shell = try Shell()
    let (lines, status) = try python("articles.py", "site HookKit MazeLab", in: shell)
    #expect(status == 0 && lines.isEmpty, "\(lines.joined(separator: "\n"))")
    let first = try article("Guide", in: shell)
    #expect(first.contains("- ``/HookKit``\n- ``/MazeLab``\n"))
    let files = try FileManager.default.contentsOfDirectory(atPath: shell.folder.appendingPathComponent("site").path)
    let articles = files.filter { $0.hasSuffix(".md") && !$0.hasSuffix("-module.md") }.map { $0.dropLast(3) }
    #expect(articles.count > (try Page.all().count))
    for name in articles where name != "Guide" { #expect(first.contains("- <doc:\(name)>\n"), "\(name)") }
    #expect(
      try article("HookKit-module", in: shell).hasPrefix("# ``HookKit``\n\nNetworks, plans and runs; knows no mazes.\n")
    )
  }

  @Test func linksAndPicturesAreThoseOfTheSite() throws {
    let shell = try Shell()
    _ = try python("articles.py", "site", in: shell)
    let rollouts = try article("Rollouts", in: shell)
    #expect(rollouts.contains("](doc:Sweeps-controls-and-results#Null-twins)") && !rollouts.contains("](Sweeps.md"))
    #expect(try article("Getting-started", in: shell).contains("](images-cheese-level-8.png)"))
    #expect(try article("Writing-an-intervention", in: shell).contains("\n```swift\n"))
  }

  @Test(arguments: [
    (#"{"location": {}}"#, 1), (#"{"docComment": {"lines": [{"text": "A sentence."}]}, "location": {}}"#, 0),
    (#"{"docComment": {"lines": [{"text": "- Throws: always."}]}, "location": {}}"#, 1),
  ])
  func aSymbolNeedsASentence(_ parts: String, status: Int32) throws {
    let shell = try Shell()
    let place = #""location": {"uri": "file:///a.swift", "position": {"line": 6}}"#
    let symbol = parts.replacing(#""location": {}"#, with: place).dropFirst()
    try shell.write(
      #"{"symbols": [{"identifier": {"precise": "s"}, "pathComponents": ["A", "b"], \#(symbol)]}"#,
      to: "graphs/A.symbols.json")
    let outcome = try python("coverage.py", "graphs", in: shell)
    #expect(outcome.status == status)
    let fault = outcome.lines.contains { $0.hasSuffix("a.swift:7: A.b has no sentence in its doc comment") }
    #expect(fault == (status == 1), "\(outcome.lines)")
  }
}
