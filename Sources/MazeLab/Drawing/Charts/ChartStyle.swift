/// What charts have in common: colours, typefaces, distances.
enum ChartStyle {
  static var width: Double { PictureWidth.column }
  static let margin = 9.0
  /// The width between the margins.
  static var inner: Double { width - 2 * margin }
  static let title = Font.sans(8.5, bold: true)
  static let label = Font.sans(6.8)
  static let tick = Font.sans(6.5)
  static let grid = Color(hex: 0xE2E2E2)
  static let axis = Color(hex: 0x555555)

  /// The colour of a series by its position; they repeat after seven.
  static func color(_ position: Int) -> Color {
    let colors: [Color] = [.blue, .vermilion, .green, .orange, .purple, .skyBlue, .black]
    return colors[position % colors.count]
  }

  /// The marker of a series by its position, so that series can be told without colours.
  static func marker(_ position: Int, at place: Point, radius: Double = 2.1) -> Path {
    func corner(_ x: Double, _ y: Double) -> Point { place + Point(x * radius, y * radius) }
    return switch position % 4 {
    case 0: .circle(place, radius: radius)
    case 1:
      .rectangle(
        Rectangle(x: place.x - radius * 0.9, y: place.y - radius * 0.9, width: radius * 1.8, height: radius * 1.8))
    case 2: .polygon([corner(0, -1.25), corner(1.15, 0.85), corner(-1.15, 0.85)])
    default: .polygon([corner(0, -1.35), corner(1.35, 0), corner(0, 1.35), corner(-1.35, 0)])
    }
  }
}

/// The line under a chart that names its series.
struct ChartLegend {
  /// A name with what stands before it.
  struct Entry {
    let name: String
    let draw: (Canvas, Rectangle) -> Void

    /// An area in the colour of a series.
    static func area(_ name: String, _ series: Int) -> Entry {
      Entry(name: name) { canvas, box in
        canvas.fill(.rectangle(box.inset(by: 1)), ChartStyle.color(series).opacity(0.35))
        canvas.stroke(.rectangle(box.inset(by: 1)), ChartStyle.color(series), width: 0.9)
      }
    }
  }

  static let rowHeight = 11.0
  private static let icon = 16.0
  private static let gap = 10.0

  private let rows: [[Entry]]
  private let canvas: Canvas

  /// The height of all lines; 0 without entries.
  var height: Double { Double(rows.count) * Self.rowHeight }

  init(_ entries: [Entry], width: Double, canvas: Canvas) {
    var rows: [[Entry]] = []
    var used = Double.infinity
    for entry in entries {
      let advance = Self.icon + 3 + canvas.width(of: entry.name, ChartStyle.tick) + Self.gap
      if used + advance - Self.gap > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(entry)
      used += advance
    }
    (self.rows, self.canvas) = (rows, canvas)
  }

  /// Draws all names, the top of the first line at `place`.
  func draw(at place: Point) {
    for (number, row) in rows.enumerated() {
      var x = place.x
      let y = place.y + Double(number) * Self.rowHeight
      for entry in row {
        entry.draw(canvas, Rectangle(x: x, y: y + 1.5, width: Self.icon, height: 8))
        canvas.write(entry.name, at: Point(x + Self.icon + 3, y + 7.8), ChartStyle.tick)
        x += Self.icon + 3 + canvas.width(of: entry.name, ChartStyle.tick) + Self.gap
      }
    }
  }
}
