/// Cuts pages into what can be true or false.
enum Statements {
  /// Sentences, headings, rows of tables and what pictures are said to show, without code blocks.
  static func of(_ page: String) -> [String] {
    var paragraphs = [""]
    var inCode = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { inCode.toggle() }
      if inCode || line.hasPrefix("```") || line.isEmpty {
        paragraphs.append("")
      } else if let picture = line.wholeMatch(of: /!\[(.*)\]\([^)]*\)/) {
        paragraphs += [String(picture.1), ""]
      } else if line.hasPrefix("|") || line.hasPrefix("#") {
        paragraphs += [String(line.drop { $0 == "#" || $0 == " " }), ""]
      } else if line.hasPrefix("- ") {
        paragraphs.append(String(line.dropFirst(2)))
      } else {
        paragraphs[paragraphs.count - 1] += " " + line
      }
    }
    return paragraphs.flatMap(sentences).filter { !$0.isEmpty && !$0.hasPrefix("|-") }
  }

  private static func sentences(_ paragraph: String) -> [String] {
    let text = plain(paragraph)
    guard !text.hasPrefix("|") else { return [text] }
    var sentences: [String] = []
    var rest = Substring(text)
    while let end = rest.firstMatch(of: /[.:!?]\)? (?=[A-Z`("\[])/) {
      sentences.append(plain(String(rest[..<end.range.upperBound])))
      rest = rest[end.range.upperBound...]
    }
    return sentences + [String(rest)]
  }

  /// Without bold type, with single spaces.
  static func plain(_ text: String) -> String {
    text.replacing("**", with: "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a digit stands outside of code and of the targets of links.
  static func hasNumber(_ sentence: String) -> Bool {
    sentence.replacing(/`[^`]*`/, with: "").replacing(/\]\([^)]*\)/, with: "]").contains(where: \.isNumber)
  }
}
