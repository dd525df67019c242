import HookKit

/// The page with its answers in it, for use without a server: one file, which asks nothing of anybody.
enum StaticPage {
  /// - Parameter frames: the catalogue first, then answers, each with its `kind`.
  static func html(_ page: PageFiles, _ frames: [LabFrame]) -> String {
    let script = PageFiles.modules.map { module(page.text($0)) }.joined(separator: "\n")
    let data = JSONValue.array(frames.map(\.embedded)).line.replacing("<", with: "\\u003c")
    let policy =
      "default-src 'none'; script-src 'sha256-\(Base64.text(of: SHA256.digest(of: Array(script.utf8))))'; "
      + "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    return page.text(PageFiles.start)
      .replacing(
        "<link rel=\"stylesheet\" href=\"style.css\">",
        with:
          "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">\n<style>\(page.text(PageFiles.style))</style>"
      )
      .replacing(
        "<script type=\"module\" src=\"main.js\"></script>",
        with:
          "<script type=\"application/json\" id=\"answers\">\(data)</script>\n<script type=\"module\">\(script)</script>"
      )
  }

  /// A module's text where all modules are one: without its imports, and with names that need no exporting.
  private static func module(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> Substring? in
      if line.hasPrefix("import ") { return nil }
      return line.hasPrefix("export ") ? line.dropFirst("export ".count) : line
    }.joined(separator: "\n")
  }
}
