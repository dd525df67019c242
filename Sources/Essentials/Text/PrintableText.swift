/// Text from outside (names, files, results of others) as people may see it.
///
/// Control characters of a terminal and those that reorder a line's letters become visible escapes such as
/// `\u{1B}`. This is the one place that does so: for the terminal, messages, Markdown, HTML and DOT; pictures are
/// drawn with it too.
package enum PrintableText {
  /// The text, its line feeds and tabs kept.
  package static func lines(_ text: String) -> String { replacing(text) { $0 == "\n" || $0 == "\t" } }

  /// The text on one line: line feeds and tabs become escapes too.
  package static func line(_ text: String) -> String { replacing(text) { _ in false } }

  /// The text with line feeds, tabs, and the colours (`ESC [ ... m`) that drawings for a terminal have.
  package static func colored(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return lines(text) }
    var result = ""
    var rest = text[...]
    while let color = rest.firstMatch(of: /\x1B\[[0-9;]*m/) {
      result += lines(String(rest[..<color.range.lowerBound])) + color.0
      rest = rest[color.range.upperBound...]
    }
    return result + lines(String(rest))
  }

  /// Whether a character moves the cursor, changes the terminal, or changes the order of what is shown.
  package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  private static func replacing(_ text: String, except isKept: (Unicode.Scalar) -> Bool) -> String {
    func isReplaced(_ scalar: Unicode.Scalar) -> Bool { isControl(scalar) && !isKept(scalar) }
    guard text.unicodeScalars.contains(where: isReplaced) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isReplaced(scalar) {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
