import Experiments
import Foundation
import HookKit
import MazeLab
import Testing

/// Findings as one page of HTML.
@Suite struct HTMLTests {
  private func page() throws -> String {
    var findings = try Findings("Levels <1> & \"2\"") {
      Heading("What it does")
      Note("It walks.\n- to the cheese\n- to <b>nowhere</b>")
      DataTable("levels", "By level", of: [1, 2, 3]) {
        Column("level") { $0 }
        Column("name") { "a < \($0)" }
      }.shortened(to: 2)
      Picture("dose", "Dose & response", LineChart("t", x: "x", y: "y", [.init("s", [.init(0, 1)])]))
    }
    findings.recipe = Recipe(command: "hookctl dose --patch 'a<b'")
    return try findings.html()
  }

  @Test func everythingIsThere() throws {
    let page = try page()
    #expect(page.contains("<h2>What it does</h2>\n<p>It walks.</p>\n<ul>\n<li>to the cheese</li>"))
    #expect(page.contains("<tr><td class=\"n\">2</td><td>a &lt; 2</td></tr>"))
    #expect(page.contains("<figcaption>Dose &amp; response</figcaption>"))
    #expect(page.contains("<pre>hookctl dose --patch 'a&lt;b'</pre>"))
    #expect(!page.contains("a &lt; 3") && page.contains("… and 1 more lines"))
  }

  /// Whatever a title or a cell holds, it is text.
  @Test func nothingIsTakenForMarkup() throws {
    let page = try page()
    #expect(page.contains("<title>Levels &lt;1&gt; &amp; &quot;2&quot;</title>"))
    #expect(!page.contains("<b>") && page.contains("&lt;b&gt;nowhere&lt;/b&gt;"))
  }

  @Test func noOtherFileIsNeeded() throws {
    let page = try page()
    let picture = try #require(page.firstMatch(of: /base64,([A-Za-z0-9+\/=]+)"/)?.1)
    let svg = try #require(Data(base64Encoded: String(picture)))
    #expect(String(decoding: svg, as: UTF8.self).contains("<svg"))
    #expect(!page.contains("src=\"http") && !page.contains("href"))
  }

  /// On a phone and on paper: see the style for what looks how.
  @Test func pagesAreForEveryWidthAndPaper() throws {
    let page = try page()
    #expect(page.contains(#"<meta name="viewport" content="width=device-width, initial-scale=1">"#))
    #expect(page.contains(#"<div class="t" tabindex="0"><table>"#))
    #expect(page.contains("@media print{") && page.contains("@media (prefers-color-scheme:dark)"))
    #expect(page.contains("<details><summary>Recipe</summary>\n<pre>{"))
    #expect(page.contains(#"alt="Dose &amp; response. Curves of y by x: s.""#))
  }

  @Test func shortenedTablesKeepTheirData() throws {
    let table = DataTable("levels", of: [1, 2, 3]) { Column("level") { $0 } }.shortened(to: 1)
    #expect(table.text == "level\n    1\n… and 2 more lines")
    #expect(table.markdown.hasSuffix("| 1 |\n\n… and 2 more lines"))
    #expect(table.json.line.contains(#"[{"level":1},{"level":2},{"level":3}]"#))
  }
}
