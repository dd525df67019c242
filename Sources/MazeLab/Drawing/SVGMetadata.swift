import Foundation

/// Puts a recipe into the contents of an SVG file, and makes its names independent of what was drawn before.
enum SVGMetadata {
  /// The file with the recipe in a `<metadata>` element at its start.
  static func adding(_ recipe: String, to file: [UInt8]) -> [UInt8] {
    let text = renumbered(String(decoding: file, as: UTF8.self))
    guard let root = text.range(of: "<svg"), let end = text.range(of: ">", range: root.upperBound..<text.endIndex)
    else { return Array(text.utf8) }
    let element = "\n<metadata>\(escaped(recipe))</metadata>"
    return Array((text[..<end.upperBound] + element + text[end.upperBound...]).utf8)
  }

  /// The recipe that an SVG file carries, or nil.
  static func recipe(of file: [UInt8]) -> String? {
    let text = String(decoding: file, as: UTF8.self)
    guard let start = text.range(of: "<metadata>"), let end = text.range(of: "</metadata>") else { return nil }
    return text[start.upperBound..<end.lowerBound].replacingOccurrences(of: "&lt;", with: "<")
      .replacingOccurrences(of: "&gt;", with: ">").replacingOccurrences(of: "&amp;", with: "&")
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;")
  }

  /// cairo numbers surfaces through the whole life of a program; here each number becomes its rank of first use.
  private static func renumbered(_ text: String) -> String {
    let names = /(id="|href="#|url\(#)(surface|source|image|mask|pattern|clip-?)([0-9]+)/
    var ranks: [Substring: Int] = [:]
    return text.replacing(names) { match in
      let rank = ranks[match.3] ?? ranks.count
      ranks[match.3] = rank
      return "\(match.1)\(match.2)\(rank)"
    }
  }
}
