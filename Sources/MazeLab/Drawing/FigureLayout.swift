/// Where everything of a figure goes, in points.
struct FigureLayout: CanvasLayout {
  private static let margin = 9.0
  private static let gap = 10.0
  private static let titleHeight = 14.0
  /// The most lines that one call may take, and the most calls that are shown.
  private static let callLines = 3
  private static let callCount = 6

  let figure: FieldFigure
  let canvas: Canvas
  let width: Double
  private let boxes: [Rectangle]
  private let legend: FigureLegend
  private let text: TextLines

  init(_ figure: FieldFigure, on canvas: Canvas) {
    self.figure = figure
    self.canvas = canvas
    let count = figure.panels.count
    width = count == 1 ? PictureWidth.column : PictureWidth.page
    let inner = width - 2 * Self.margin
    let side = (inner - Double(count - 1) * Self.gap) / Double(count)
    boxes = (0..<count).map { number in
      let x = Self.margin + Double(number) * (side + Self.gap)
      return Rectangle(x: x, y: Self.margin + Self.titleHeight, width: side, height: side)
    }
    legend = FigureLegend(
      figure.panels, marks: figure.mazes.compactMap(\.marks).max { $0.marks.count < $1.marks.count },
      side: figure.mazes.first?.picture.side(in: boxes[0]) ?? 0,
      width: inner, canvas: canvas)
    text = Self.text(figure.caption, width: inner, canvas)
  }

  private static func text(_ caption: FigureCaption?, width: Double, _ canvas: Canvas) -> TextLines {
    var lines = TextLines(width: width) { canvas.width(of: $0, $1) }
    guard let caption else { return lines }
    lines.add(caption.title, .sans(7, bold: true))
    for call in caption.calls.prefix(callCount) {
      lines.add(FigureCaption.withoutFolders(call), .mono(6.3), .grey, hanging: 10, limit: callLines)
    }
    if caption.calls.count > callCount {
      lines.add("… and \(caption.calls.count - callCount) more edits", .sans(6.5, italic: true), .grey)
    }
    for line in caption.numbers { lines.add(line, .sans(6.8)) }
    return lines
  }

  var title: String { figure.caption?.title ?? figure.panels.map(\.title).joined(separator: ", ") }

  private var bars: Double { figure.panels.contains { $0.shading != nil } ? ColorBar.height : 0 }
  private var legendTop: Double { boxes[0].maxY + bars + 5 }
  private var textTop: Double { legendTop + legend.height + 2 }

  /// The height of the figure.
  var height: Double { textTop + text.height + Self.margin }

  func draw() {
    for ((panel, maze), box) in zip(zip(figure.panels, figure.mazes), boxes) {
      canvas.write(panel.title, at: Point(box.centre.x, box.y - 4.5), .sans(8.5, bold: true), anchor: .middle)
      panel.draw(on: canvas, in: box, picture: maze.picture, marks: maze.marks)
      if let shading = panel.shading {
        ColorBar(shading: shading).draw(
          on: canvas, in: Rectangle(x: box.x, y: box.maxY, width: box.width, height: ColorBar.height))
      }
    }
    legend.draw(at: Point(Self.margin, legendTop))
    text.write(on: canvas, at: Point(Self.margin, textTop))
  }
}

/// The scale of a panel's colours.
struct ColorBar {
  let shading: SquareShading

  /// The height of a bar with its numbers and the space above.
  static let height = 22.0
  private static let font = Font.sans(6.5)

  func draw(on canvas: Canvas, in box: Rectangle) {
    let steps = 64
    let bar = Rectangle(x: box.x, y: box.y + 5, width: box.width, height: 5)
    let step = bar.width / Double(steps)
    for number in 0..<steps {
      let color = shading.map.color(at: (Double(number) + 0.5) / Double(steps))
      // A little wider than its step, so that no gap shows between two.
      let width = number + 1 < steps ? step * 1.3 : step
      canvas.fill(
        .rectangle(Rectangle(x: bar.x + Double(number) * step, y: bar.y, width: width, height: bar.height)), color)
    }
    canvas.stroke(.rectangle(bar), .black, width: 0.4)
    let line = bar.maxY + 8.5
    canvas.write(text(shading.range.lowerBound), at: Point(bar.x, line), Self.font, .grey)
    canvas.write(text(shading.range.upperBound), at: Point(bar.maxX, line), Self.font, .grey, anchor: .right)
    canvas.write(shading.label, at: Point(bar.centre.x, line), Self.font, .grey, anchor: .middle)
  }

  private func text(_ value: Double) -> String {
    shading.range.lowerBound < 0 && shading.map == .diverging ? value.signedThreeDigits : value.threeDigits
  }
}
