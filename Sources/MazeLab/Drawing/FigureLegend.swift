/// The line under the panels that explains arrows and marks.
struct FigureLegend {
  /// An entry: a drawing in a box, and a label.
  struct Entry {
    let width: Double
    let label: String
    let draw: (Canvas, Rectangle) -> Void
  }

  static let rowHeight = 14.0
  private static let font = Font.sans(6.5)
  private static let icon = 9.0

  private let rows: [[Entry]]
  private let canvas: Canvas

  var height: Double { Double(rows.count) * Self.rowHeight }

  /// - Parameters:
  ///   - side: the side of a square in the panels, in points.
  ///   - width: the width in which entries are laid out.
  init(_ panels: [FigurePanel], marks: FigureMarks?, side: Double, width: Double, canvas: Canvas) {
    var entries = Self.arrowPanels(panels).map { Self.arrowEntry(side: side, $0) }
    var kinds: [FigureMarks.Kind] = []
    for mark in marks?.marks ?? [] where !kinds.contains(mark.kind) { kinds.append(mark.kind) }
    entries += kinds.map(Self.entry)
    self.init(entries, width: width, canvas: canvas)
  }

  /// A legend of these entries.
  init(_ entries: [Entry], width: Double, canvas: Canvas) {
    self.canvas = canvas
    rows = Self.broken(entries, width: width, canvas: canvas)
  }

  /// The entry of a mark.
  static func entry(_ kind: FigureMarks.Kind) -> Entry {
    Entry(width: icon, label: kind.label) { canvas, box in
      canvas.fill(.rectangle(box.inset(by: -0.8)), Color(hex: 0x8A8A8A))
      FigureMarks.draw(kind, in: box, on: canvas)
    }
  }

  /// The first panel for each colour of arrows.
  private static func arrowPanels(_ panels: [FigurePanel]) -> [FigurePanel] {
    panels.filter { !$0.arrows.isEmpty }.reduce(into: []) { found, panel in
      if !found.contains(where: { $0.arrowColor == panel.arrowColor }) { found.append(panel) }
    }
  }

  /// An arrow to scale: of one square, or of a part of it where squares are large or differences small.
  private static func arrowEntry(side: Double, _ panel: FigurePanel) -> Entry {
    let isHalf = side > 24 && panel.scale == .natural
    let length = isHalf ? 0.5 : min(1, 40 / side)
    let key = isHalf ? "½" : length == 1 ? panel.scale.text : (panel.scale.key * length).threeDigits
    let unit = panel.arrowMeaning.hasSuffix("probability") ? "" : panel.scale == .natural ? " square" : " squares"
    return Entry(width: side * length + 8, label: "\(panel.arrowMeaning): \(key)\(unit)") { canvas, box in
      canvas.fill(.rectangle(box.inset(by: -0.8)), Color(hex: 0x8A8A8A))
      let tail = Point(box.x + (box.width - side * length) / 2, box.centre.y)
      ArrowPen(side: side, color: panel.arrowColor, largest: 9).draw([(tail, Arrow(0, length))], on: canvas)
    }
  }

  private static let gap = 11.0

  private static func advance(_ entry: Entry, _ canvas: Canvas) -> Double {
    entry.width + 3.5 + canvas.width(of: entry.label, font)
  }

  private static func broken(_ entries: [Entry], width: Double, canvas: Canvas) -> [[Entry]] {
    var rows: [[Entry]] = []
    var used = Double.infinity
    for entry in entries {
      let advance = advance(entry, canvas)
      if used + gap + advance > width {
        rows.append([])
        used = -gap
      }
      rows[rows.count - 1].append(entry)
      used += gap + advance
    }
    return rows
  }

  /// Draws all entries, the top of the first row at `place`.
  func draw(at place: Point) {
    for (number, row) in rows.enumerated() {
      var x = place.x
      let y = place.y + Double(number) * Self.rowHeight
      for entry in row {
        entry.draw(canvas, Rectangle(x: x + 1, y: y + 2, width: entry.width, height: Self.icon))
        canvas.write(entry.label, at: Point(x + entry.width + 4.5, y + 9), Self.font, .grey)
        x += Self.advance(entry, canvas) + Self.gap
      }
    }
  }
}
