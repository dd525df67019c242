import Foundation
import HookKit
import MazeLab

extension Findings {
  /// A report as one page of HTML that needs no other file.
  ///
  /// - Throws: `Fault` for pictures that cannot be drawn.
  public func html() throws -> String {
    var body = "<h1>\(HTML.escaped(title))</h1>\n"
    for item in items {
      if !item.html.isEmpty { body += item.html + "\n" }
      for part in item.parts {
        guard case .figure(let figure, let title) = part else { continue }
        let picture = Data(try figure.bytes(as: .svg, recipe: recipe.text)).base64EncodedString()
        body += HTML.figure("data:image/svg+xml;base64,\(picture)", title: title, words: figure.words)
      }
    }
    body += "<h2>How it was made</h2>\n<pre>\(HTML.escaped(recipe.command))</pre>\n"
    body += "<details><summary>Recipe</summary>\n<pre>\(HTML.escaped(recipe.json.text))</pre>\n</details>\n"
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
  /// Readable at any width, in the dark and on paper: tables that are too wide scroll on screens and break their cells on
  /// paper; a picture is as wide as the page until it is chosen, and then large enough to read.
  static let style = """
    :root{color-scheme:light dark;--ink:#222;--paper:#fff;--soft:#555;--line:#ddd;--box:#f4f4f4}
    @media (prefers-color-scheme:dark){:root{--ink:#ddd;--paper:#181818;--soft:#aaa;--line:#444;--box:#262626}}
    body{font:15px/1.5 system-ui,sans-serif;max-width:66em;margin:2em auto;padding:0 1em;color:var(--ink);background:var(--paper)}
    h1{font-size:1.5em;line-height:1.25}h2{font-size:1.15em;margin-top:2em}p,li,h1,figcaption{max-width:46em;overflow-wrap:anywhere}
    .t{overflow-x:auto;margin:1em 0}table{border-collapse:collapse;font-size:.86em}
    td,th{padding:.25em .7em;border-bottom:1px solid var(--line);text-align:left;vertical-align:baseline}
    td:not(.n){overflow-wrap:anywhere;min-width:9em}
    .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th.n{white-space:normal}caption{text-align:left;font-weight:600;padding:.3em 0}
    figure{margin:1.5em 0}figcaption{color:var(--soft);font-size:.86em}
    .z{display:block;overflow:auto;cursor:zoom-in}.z img{display:block;width:100%;max-width:60em;background:#fff;border-radius:4px}
    .z input{position:absolute;opacity:0}.z input:focus-visible+img{outline:3px solid #56b4e9}
    .z input:checked+img{width:110em;max-width:none;cursor:zoom-out}
    pre{background:var(--box);padding:.8em;overflow-x:auto;font-size:.8em;white-space:pre-wrap;overflow-wrap:anywhere}summary{cursor:pointer}
    @media (max-width:40em){body{margin:1em auto}.z input:checked+img{width:60em}}
    @media print{
    :root{--ink:#000;--paper:#fff;--soft:#444;--line:#bbb;--box:#f4f4f4}
    body{font-size:10pt;max-width:none;margin:0;padding:0}.t,.z{overflow:visible}table{font-size:8pt;width:100%}
    td,th{padding:.2em .4em}td:not(.n){min-width:0}
    .z img,.z input:checked+img{width:100%;max-width:100%}figure,tr{break-inside:avoid}h2,caption{break-after:avoid}
    details{display:none}}
    """

  /// A picture with its title; choosing it makes it larger, by mouse, finger or keyboard.
  static func figure(_ address: String, title: String, words: String) -> String {
    let seen = words.isEmpty ? title : "\(title). \(words)."
    return """
      <figure><label class="z"><input type="checkbox" aria-label="enlarge the picture"><img src="\(address)" \
      alt="\(escaped(seen))"></label>
      <figcaption>\(escaped(title))</figcaption></figure>\n
      """
  }

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
