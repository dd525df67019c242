/// The line under the panels that explains arrows and marks.
struct FigureLegend {
  /// An entry: a drawing in a box, and a label.
  private struct Entry {
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
    var entries: [Entry] = []
    for (color, label) in Self.arrowLabels(panels) {
      entries.append(Self.arrowEntry(side: side, color: color, label: label))
    }
    for mark in marks?.marks ?? [] {
      entries.append(
        Entry(width: Self.icon, label: mark.kind.label) { canvas, box in
          canvas.fill(.rectangle(box.inset(by: -0.8)), Color(hex: 0x8A8A8A))
          FigureMarks.draw(mark.kind, in: box, on: canvas)
        })
    }
    self.canvas = canvas
    rows = Self.broken(entries, width: width, canvas: canvas)
  }

  private static func arrowLabels(_ panels: [FigurePanel]) -> [(Color, String)] {
    var labels: [(Color, String)] = []
    for panel in panels where !panel.arrows.isEmpty && !labels.contains(where: { $0.0 == panel.arrowColor }) {
      labels.append((panel.arrowColor, panel.arrowMeaning))
    }
    return labels
  }

  /// An arrow to scale: of one square, or of a part of it where squares are large.
  private static func arrowEntry(side: Double, color: Color, label: String) -> Entry {
    let length = side > 24 ? 0.5 : 1
    let unit = label.hasSuffix("probability") ? "" : " square"
    let text = "\(label): \(length == 1 ? "1" : "½")\(unit)"
    return Entry(width: side * length + 8, label: text) { canvas, box in
      canvas.fill(.rectangle(box.inset(by: -0.8)), Color(hex: 0x8A8A8A))
      let tail = Point(box.x + (box.width - side * length) / 2, box.centre.y)
      ArrowPen(side: side, color: color, largest: 9).draw([(tail, Arrow(0, length))], on: canvas)
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
