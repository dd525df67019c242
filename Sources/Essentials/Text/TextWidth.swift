/// The columns that text for people has room in, while it is made.
package enum TextWidth {
  /// Nil for as many as are needed: in files and pipes.
  @TaskLocal package static var current: Int?

  /// Text in lines of at most `width` columns, broken between words where it can be; what is one line already stays.
  ///
  /// - Parameter width: nil for ``current``, and as it is where that is nil, too.
  package static func wrapped(_ text: String, to width: Int? = nil) -> String {
    guard let width = width ?? current else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      lines(of: String(line), width: width, breaks: " ")
    }.joined(separator: "\n")
  }

  /// A line in parts of at most `width` columns: broken after `breaks` where that is possible, and within words where it is
  /// not. Parts after the first stand as far in as the line.
  package static func lines(of line: String, width: Int, breaks: String) -> [String] {
    guard line.count > width, width > 0 else { return [line] }
    let indent = String(line.prefix { $0 == " " }.prefix(width / 2))
    var (parts, part, length) = ([String](), indent, indent.count)
    func end() {
      var text = part
      while text.last == " " { text.removeLast() }
      if text.count > indent.count || parts.isEmpty { parts.append(text) }
      (part, length) = (indent, indent.count)
    }
    for piece in pieces(of: line.dropFirst(indent.count), breaks) {
      // A space at the end of a line needs no room.
      let needed = piece.last == " " ? piece.count - 1 : piece.count
      if length + needed > width, length > indent.count { end() }
      for character in piece {
        if length >= width, character != " " { end() }
        part.append(character)
        length += 1
      }
    }
    if length > indent.count { end() }
    return parts
  }

  /// The parts of a text that are not broken, each with the character after which a line may end.
  private static func pieces(of text: Substring, _ breaks: String) -> [String] {
    var pieces: [String] = [""]
    for character in text {
      pieces[pieces.count - 1].append(character)
      if breaks.contains(character) { pieces.append("") }
    }
    return pieces.filter { !$0.isEmpty }
  }
}
