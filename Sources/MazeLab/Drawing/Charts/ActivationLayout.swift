import HookKit

/// Where everything of a figure of channels goes, in points.
struct ActivationLayout: CanvasLayout {
  private static let margin = 9.0
  private static let gap = 6.0
  private static let labelHeight = 10.0
  private static let perLine = 6

  let width = PictureWidth.page
  private let figure: ActivationFigure
  private let canvas: Canvas
  private let head: TextLines
  private let foot: TextLines
  private let legend: FigureLegend
  private let side: Double
  private let values: SquareShading
  private let changes: SquareShading

  init(_ figure: ActivationFigure, on canvas: Canvas) {
    (self.figure, self.canvas) = (figure, canvas)
    let inner = width - 2 * Self.margin
    side = (inner - Double(Self.perLine - 1) * Self.gap) / Double(Self.perLine)
    func shading(_ maps: [[Float]], _ label: String) -> SquareShading {
      let values = maps.joined().map(Double.init).filter(\.isFinite)
      let most = max(values.map(abs).max() ?? 0, 1e-9)
      return values.contains { $0 < 0 }
        ? SquareShading([], range: -most...most, map: .change, label: label)
        : SquareShading([], range: 0...most, map: .size, label: label)
    }
    values = shading(figure.channels.flatMap { $0.maps.prefix(figure.isComparison ? 2 : 1) }, "activation")
    changes = shading(figure.channels.compactMap { $0.maps.last }, "change: patched minus original")
    head = Self.lines(inner, canvas) { $0.add(figure.title, .sans(8.5, bold: true)) }
    foot = Self.lines(inner, canvas) { lines in
      for call in figure.calls.prefix(6) {
        lines.add(FigureCaption.withoutFolders(call), .mono(6.3), .grey, hanging: 10, limit: 3)
      }
      lines.add(Self.explanation(figure), .sans(6.8))
    }
    legend = FigureLegend(figure.maze == nil ? [] : Self.entries, width: inner, canvas: canvas)
  }

  private static func lines(_ width: Double, _ canvas: Canvas, _ body: (inout TextLines) -> Void) -> TextLines {
    var lines = TextLines(width: width) { canvas.width(of: $0, $1) }
    body(&lines)
    return lines
  }

  private static func explanation(_ figure: ActivationFigure) -> String {
    let all = figure.site.shape[0]
    let order = figure.isComparison ? "the change" : "the activation"
    let shown = figure.channels.count < all ? "\(figure.channels.count) of \(all) channels" : "\(all) channels"
    let mean = figure.rows > 1 ? " Means of \(figure.rows.grouped) observations." : ""
    return
      "\(shown) of \(figure.site.name), by the norm of \(order), the largest first; all maps of a sort on one scale.\(mean)"
  }

  private static var entries: [FigureLegend.Entry] {
    [
      .init(width: 9, label: "cheese") { canvas, box in
        canvas.stroke(.circle(box.centre, radius: 3.2), .green, width: 0.9)
      },
      .init(width: 9, label: "mouse") { canvas, box in canvas.fill(.circle(box.centre, radius: 2.4), .green) },
      .init(width: 12, label: "walls of the maze") { canvas, box in
        canvas.stroke(.rectangle(box.inset(by: 1)), Color.black.opacity(0.55), width: 0.5)
      },
    ]
  }

  var title: String { figure.title }

  /// How many maps one channel has.
  private var group: Int { figure.isComparison ? 3 : 1 }
  private var lineCount: Int { (figure.channels.count * group + Self.perLine - 1) / Self.perLine }
  private var top: Double { Self.margin + head.height + (figure.isComparison ? 22 : 12) }
  private var lineHeight: Double { side + Self.labelHeight + Self.gap }
  private var barTop: Double { top + Double(lineCount) * lineHeight - Self.labelHeight }
  private var legendTop: Double { barTop + ColorBar.height + 4 }
  private var textTop: Double { legendTop + legend.height + 3 }

  var height: Double { textTop + foot.height + Self.margin - 2 }

  func draw() {
    head.write(on: canvas, at: Point(Self.margin, Self.margin - 2))
    for (place, channel) in figure.channels.enumerated() { draw(channel, at: place) }
    let bar = Rectangle(x: Self.margin, y: barTop, width: 230, height: ColorBar.height)
    ColorBar(shading: values).draw(on: canvas, in: bar)
    if figure.isComparison {
      ColorBar(shading: changes).draw(
        on: canvas, in: Rectangle(x: width - Self.margin - 230, y: barTop, width: 230, height: ColorBar.height))
    }
    legend.draw(at: Point(Self.margin, legendTop))
    foot.write(on: canvas, at: Point(Self.margin, textTop))
  }

  private func draw(_ channel: ActivationFigure.Channel, at place: Int) {
    for (number, map) in channel.maps.enumerated() {
      let slot = place * group + number
      let x = Self.margin + Double(slot % Self.perLine) * (side + Self.gap)
      let y = top + Double(slot / Self.perLine) * lineHeight
      if figure.isComparison, slot < Self.perLine {
        let name = ["original", "patched", "change"][number]
        canvas.write(name, at: Point(x + side / 2, y - 12), .sans(7, bold: true), .grey, anchor: .middle)
      }
      if number == 0 { canvas.write("channel \(channel.number)", at: Point(x, y - 2.5), ChartStyle.label) }
      if number == group - 1 {
        canvas.write(channel.norm.threeDigits, at: Point(x + side, y - 2.5), ChartStyle.tick, .grey, anchor: .right)
      }
      draw(map, number == 2 ? changes : values, in: Rectangle(x: x, y: y, width: side, height: side))
    }
  }

  private func draw(_ map: [Float], _ shading: SquareShading, in box: Rectangle) {
    let (height, width) = (figure.site.shape[1], figure.site.shape[2])
    // Whole cells of several pixels stay crisp in every viewer.
    let factor = max(1, 96 / max(height, width))
    var rgb: [UInt8] = []
    rgb.reserveCapacity(3 * factor * factor * map.count)
    for row in 0..<height * factor {
      for column in 0..<width * factor {
        let color = shading.color(Double(map[row / factor * width + column / factor]))
        for part in [color.red, color.green, color.blue] { rgb.append(UInt8((min(max(part, 0), 1) * 255).rounded())) }
      }
    }
    canvas.draw(CairoPixels(width: width * factor, height: height * factor, rgb: rgb), in: box, smooth: false)
    figure.maze?.draw(on: canvas, in: box)
    canvas.stroke(.rectangle(box), .paleGrey, width: 0.4)
  }
}
