import Foundation
import HookKit
import MazeLab

extension Findings {
  /// A report as one page of HTML that needs no other file.
  ///
  /// - Throws: ``MazeLab/PictureError`` for pictures that cannot be drawn.
  public func html() throws -> String {
    var body = "<h1>\(HTML.escaped(title))</h1>\n"
    for item in items {
      if !item.html.isEmpty { body += item.html + "\n" }
      for part in item.parts {
        guard case .figure(let figure, let title) = part else { continue }
        let picture = Data(try figure.bytes(as: .svg, recipe: recipe.text)).base64EncodedString()
        body += """
          <figure><img src="data:image/svg+xml;base64,\(picture)" alt="\(HTML.escaped(title))">
          <figcaption>\(HTML.escaped(title))</figcaption></figure>\n
          """
      }
    }
    body += "<h2>How it was made</h2>\n<pre>\(HTML.escaped(recipe.command))</pre>\n"
    body += "<pre>\(HTML.escaped(recipe.json.text))</pre>\n"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(HTML.escaped(title))</title>
      <style>\(HTML.style)</style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }
}

/// Text as HTML.
enum HTML {
  static let style = """
    body{font:15px/1.5 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#222}
    h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}
    table{border-collapse:collapse;font-size:.86em;margin:1em 0;display:block;overflow-x:auto}
    td,th{padding:.25em .7em;border-bottom:1px solid #ddd;text-align:left;white-space:nowrap}
    .n{text-align:right;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding:.3em 0}
    figure{margin:1.5em 0}figure img{max-width:100%}figcaption{color:#555;font-size:.86em}
    pre{background:#f4f4f4;padding:.8em;overflow-x:auto;font-size:.8em}
    """

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// Paragraphs; lines that begin with a hyphen are a list.
  static func paragraphs(_ text: String) -> String {
    var html = "", isList = false
    for line in text.split(separator: "\n") {
      let isItem = line.hasPrefix("- ")
      if isItem != isList { html += isItem ? "<ul>\n" : "</ul>\n" }
      isList = isItem
      html += isItem ? "<li>\(escaped(String(line.dropFirst(2))))</li>\n" : "<p>\(escaped(String(line)))</p>\n"
    }
    return html + (isList ? "</ul>" : "")
  }
}
