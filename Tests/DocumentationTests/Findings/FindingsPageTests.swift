import Foundation
import Testing

/// The check itself can fail.
@Suite struct FindingsPageTests {
  private let text = """
    # 3 levels

    The mean is **0.25** (0.10 to 0.40). It was measured in `block2`, see
    [the paper](https://example.org/2310).

    | site | mean |
    |---|---:|
    | `block2` | 0.25 |

    ![The mean at scale 1](mean-1.png)
    """

  @Test func whatCanBeTrueOrFalseIsFound() {
    let page = FindingsPage(path: "page", text: text)
    #expect(
      page.statements == [
        "3 levels", "The mean is 0.25 (0.10 to 0.40).",
        "It was measured in `block2`, see [the paper](https://example.org/2310).",
        "| site | mean |", "| `block2` | 0.25 |", "The mean at scale 1",
      ])
    #expect(
      page.unstated == ["3 levels", "The mean is 0.25 (0.10 to 0.40).", "| `block2` | 0.25 |", "The mean at scale 1"])
  }

  @Test func whatIsStatedIsNotLeft() {
    let page = FindingsPage(path: "page", text: text)
    page.says("The mean is \(0.25, decimals: 2) (\(0.1, decimals: 2) to \(0.4, decimals: 2)).")
    page.hasRow(["`block2`", "\(0.25, decimals: 2)"])
    page.says("3 levels")
    page.says("The mean at scale 1")
    #expect(page.unstated.isEmpty)
  }

  /// No page of findings is without a suite that states all its numbers.
  @Test func everyPageIsChecked() throws {
    let folder = Page.root.appendingPathComponent("Tests/DocumentationTests/Findings")
    let suites = try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
      try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
    }
    let pages =
      try ["Plugins", "Documentation/Findings"].flatMap { place in
        try FileManager.default.contentsOfDirectory(atPath: Page.root.appendingPathComponent(place).path)
          .map { "\(place)/\($0)/README.md" }
      } + ["Documentation/Replication/README.md"]
    let found = pages.filter { path in
      path.hasPrefix("Documentation") || (try? Page(path).text.contains("## What was found")) == true
    }
    #expect(found.count >= 5)
    for path in found {
      #expect(
        suites.contains { $0.contains("FindingsPage(\"\(path)\")") && $0.contains("checkAllWasStated()") }, "\(path)")
    }
  }

  @Test func aWrongNumberIsAnError() {
    let page = FindingsPage(path: "page", text: text)
    withKnownIssue { page.says("The mean is 0.26 (0.10 to 0.40).") }
    withKnownIssue { page.checkAllWasStated() }
  }
}
