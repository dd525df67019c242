import Foundation
import HookKit
import MazeLab

extension Findings {
  /// One page for a browser that needs no other file: tables, pictures as SVG within it, and how it was made.
  ///
  /// - Throws: what drawing throws.
  public func html() throws -> String {
    let parts = try items.map { item in
      let figures = try item.parts.compactMap { part -> String? in
        guard case .figure(let figure, let title) = part else { return nil }
        let svg = Data(try figure.bytes(as: .svg, recipe: recipe.text)).base64EncodedString()
        return """
          <figure><img alt="\(title.escapedForHTML)" src="data:image/svg+xml;base64,\(svg)">
          <figcaption>\(title.escapedForHTML)</figcaption></figure>
          """
      }
      return ([item.html] + figures).filter { !$0.isEmpty }.joined(separator: "\n")
    }
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(title.escapedForHTML)</title><style>\(Self.style)</style></head><body>
      <h1>\(title.escapedForHTML)</h1>
      \(parts.joined(separator: "\n"))
      <h2>How it was made</h2>
      <pre>\(recipe.command.escapedForHTML)</pre>
      <details><summary>Recipe</summary><pre>\(recipe.json.text.escapedForHTML)</pre></details>
      </body></html>

      """
  }

  private static let style = """
    body{font:15px/1.5 "DejaVu Sans",Verdana,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}
    h1{font-size:1.4em}h2{font-size:1.1em}table{border-collapse:collapse;margin:1em 0;font-size:.87em}
    td,th{padding:.15em .7em;border-bottom:1px solid #ddd;text-align:left}td.n{text-align:right;font-variant-numeric:tabular-nums}
    pre{background:#f4f4f4;padding:.7em;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85em}
    figure{margin:1.5em 0}img{max-width:100%}figcaption{color:#555;font-size:.9em}caption{text-align:left;font-weight:bold}
    """
}

extension Finding {
  /// The text as it stands; pictures are added by their parts.
  public var html: String { text.isEmpty ? "" : "<pre>\(text.escapedForHTML)</pre>" }
}

extension Note {
  /// A paragraph.
  public var html: String { "<p>\(text.escapedForHTML)</p>" }
}

extension Picture {
  /// Nothing but the picture itself.
  public var html: String { "" }
}

extension Measures {
  /// A table.
  public var html: String { table.html }
}

extension DataTable {
  /// A table, numbers on the right.
  public var html: String {
    let head = header.map { "<th>\($0.escapedForHTML)</th>" }.joined()
    let lines = rows.map { row in
      "<tr>" + row.map { "<td\($0.isNumber ? " class=\"n\"" : "")>\($0.shown.escapedForHTML)</td>" }.joined() + "</tr>"
    }
    let caption = title.isEmpty ? "" : "<caption>\(title.escapedForHTML)</caption>"
    return "<table>\(caption)<tr>\(head)</tr>\n\(lines.joined(separator: "\n"))</table>"
  }
}

extension String {
  /// The text with the characters that HTML would take for its own replaced.
  var escapedForHTML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
