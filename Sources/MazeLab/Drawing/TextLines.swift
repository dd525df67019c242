/// Text set in lines of a limited width.
struct TextLines {
  /// One line, ready to be written.
  struct Line: Hashable {
    var text: String
    var font: Font
    var color: Color = .black
    /// How far it is moved to the right, in points.
    var indent: Double = 0
  }

  private(set) var lines: [Line] = []
  private let width: Double
  private let measure: (String, Font) -> Double

  /// - Parameter measure: the width of a text in a font.
  init(width: Double, measure: @escaping (String, Font) -> Double) { (self.width, self.measure) = (width, measure) }

  static let leading = 1.35

  /// The height of all lines, in points.
  var height: Double { lines.reduce(0) { $0 + $1.font.size * Self.leading } }

  /// Adds text, broken between words, and within a word that is wider than a line; lines after the first are indented.
  mutating func add(_ text: String, _ font: Font, _ color: Color = .black, hanging: Double = 0, limit: Int = .max) {
    var broken: [Line] = []
    var current = ""
    func indent() -> Double { broken.isEmpty ? 0 : hanging }
    func fits(_ text: String) -> Bool { measure(text, font) <= width - indent() }
    func end() {
      broken.append(Line(text: current, font: font, color: color, indent: indent()))
      current = ""
    }
    for word in text.split(separator: " ") {
      let joined = current.isEmpty ? String(word) : "\(current) \(word)"
      if fits(joined) {
        current = joined
        continue
      }
      if !current.isEmpty { end() }
      for character in word {
        if !fits(current + String(character)) && !current.isEmpty { end() }
        current.append(character)
      }
    }
    if !current.isEmpty { end() }
    if broken.count > limit {
      broken.removeLast(broken.count - limit)
      var last = broken[limit - 1].text
      while !last.isEmpty && measure(last + "…", font) > width - hanging { last.removeLast() }
      broken[limit - 1].text = last + "…"
    }
    lines += broken
  }

  /// Writes all lines, the first with its top at `place`.
  func write(on canvas: Canvas, at place: Point) {
    var y = place.y
    for line in lines {
      y += line.font.size * Self.leading
      // The base line lies above the bottom of the line by its descenders.
      canvas.write(line.text, at: Point(place.x + line.indent, y - line.font.size * 0.3), line.font, line.color)
    }
  }
}
