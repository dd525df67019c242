import Foundation

/// Puts a recipe into the contents of an SVG file, and makes its names independent of what was drawn before.
package enum SVGMetadata {
  /// The file with title, description and recipe (`<metadata>`) at its start, and texts on top of everything.
  ///
  /// - Parameter texts: elements.
  static func adding(
    _ recipe: String, title: String, description: String, texts: String, to file: [UInt8]
  ) -> [UInt8] {
    var scanner = NameScanner(file)
    let file = scanner.renumbered()
    // The first line is the XML declaration, the second the root's start tag, which cairo writes on one line.
    guard let declaration = file.firstIndex(of: UInt8(ascii: "\n")),
      let root = file[(declaration + 1)...].firstIndex(of: UInt8(ascii: ">"))
    else { return file }
    let end = Array("</svg>\n".utf8)
    guard file.suffix(end.count).elementsEqual(end) else { return file }
    let head = """
       role="img" aria-labelledby="title description">
      <title id="title">\(escaped(title))</title>
      <desc id="description">\(escaped(description))</desc>
      <metadata>\(escaped(recipe))</metadata>
      """
    var result = Array(file[..<root])
    result += head.utf8
    result += file[(root + 1)...].dropLast(end.count)
    result += (texts.isEmpty ? "" : texts + "\n").utf8
    return result + end
  }

  /// The recipe that an SVG file carries, or nil.
  package static func recipe(of file: [UInt8]) -> String? {
    let text = String(decoding: file, as: UTF8.self)
    guard let start = text.range(of: "<metadata>"), let end = text.range(of: "</metadata>") else { return nil }
    return text[start.upperBound..<end.lowerBound].replacingOccurrences(of: "&lt;", with: "<")
      .replacingOccurrences(of: "&gt;", with: ">").replacingOccurrences(of: "&amp;", with: "&")
  }

  static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;")
  }
}

/// Renames what an SVG file defines: cairo numbers surfaces through the whole life of a program; here each number
/// becomes its rank of first use. Works on bytes, since most of a file is the maze's picture.
private struct NameScanner {
  private let bytes: [UInt8]
  private var ranks: [ArraySlice<UInt8>: Int] = [:]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private static let families = ["surface", "source-", "image", "mask-", "mask", "pattern", "clip-", "clip"]
    .map { Array($0.utf8) }

  mutating func renumbered() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for at in bytes.indices where isBeforeName(at) {
      guard let number = number(after: at + 1) else { continue }
      // Surfaces are counted through the life of a program, patterns through a file: 5 of one is not 5 of the other.
      let name = bytes[at + 1..<number.upperBound]
      let rank = ranks[name] ?? ranks.count
      ranks[name] = rank
      result += bytes[copied..<number.lowerBound] + Array(String(rank).utf8)
      copied = number.upperBound
    }
    return result + bytes[copied...]
  }

  /// Whether a name may follow: after `id="`, `href="#` and `url(#`.
  private func isBeforeName(_ at: Int) -> Bool {
    switch bytes[at] {
    case UInt8(ascii: "#"): at > 0 && (bytes[at - 1] == UInt8(ascii: "\"") || bytes[at - 1] == UInt8(ascii: "("))
    case UInt8(ascii: "\""): at > 2 && bytes[at - 3..<at].elementsEqual("id=".utf8)
    default: false
    }
  }

  /// The digits of a name that starts at `start`, if it is of a family that cairo numbers.
  private func number(after start: Int) -> Range<Int>? {
    for family in Self.families where bytes[start...].starts(with: family) {
      let first = start + family.count
      let digits = bytes[first...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      if !digits.isEmpty { return digits.indices }
    }
    return nil
  }
}
