/// A typeface and its size in points.
struct Font: Sendable, Hashable {
  var family: String
  var size: Double
  var isBold = false
  var isItalic = false

  /// The typeface of all figures; fontconfig puts another one in its place where it is missing.
  static func sans(_ size: Double, bold: Bool = false, italic: Bool = false) -> Font {
    Font(family: "DejaVu Sans", size: size, isBold: bold, isItalic: italic)
  }

  /// For what is code: calls and names of sites.
  static func mono(_ size: Double) -> Font { Font(family: "DejaVu Sans Mono", size: size) }
}

/// Which end of a line of text a place means.
enum Anchor: Sendable {
  case left, middle, right
}
