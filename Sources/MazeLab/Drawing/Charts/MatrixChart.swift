import HookKit
import Statistics

/// Tables of numbers as colours: a correlation matrix, or a grid of maps of channels on one scale.
public struct MatrixChart: Figure, Sendable, Hashable {
  /// A table.
  public struct Panel: Sendable, Hashable {
    /// The line above.
    public var title: String
    /// The numbers; the first row is drawn on top. Those that are not finite stay white.
    public var values: Matrix

    /// A named table.
    public init(_ title: String, _ values: Matrix) { (self.title, self.values) = (title, values) }
  }

  /// The line above everything.
  public var title: String
  /// What the numbers are.
  public var label: String
  /// Names of rows, and of columns in the same order; empty for maps.
  public var names: [String]
  /// The numbers at both ends of the colours.
  public var range: ClosedRange<Double>
  /// Whether 0 is the middle and has no colour.
  public var isDiverging: Bool
  /// The lines below.
  public var caption: [String]
  /// The tables, line by line.
  public var panels: [Panel]

  /// Maps side by side, six to a line, 7.2 inches wide.
  public init(maps title: String, label: String, caption: [String] = [], _ panels: [Panel]) {
    let values = panels.flatMap(\.values.values).filter(\.isFinite)
    let low = values.min() ?? 0, high = values.max() ?? 1
    let isDiverging = low < 0
    let most = max(abs(low), abs(high), 1e-9)
    self.init(title, label, [], isDiverging ? -most...most : 0...most, isDiverging, caption, panels)
  }

  /// A table whose rows and columns have the same names, with its numbers in its cells, from -1 to 1.
  public init(correlations title: String, _ matrix: CorrelationMatrix, caption: [String] = []) {
    let values = Matrix(columns: matrix.values)
    self.init(title, "correlation", matrix.names, -1...1, true, caption, [Panel("", values)])
  }

  private init(
    _ title: String, _ label: String, _ names: [String], _ range: ClosedRange<Double>, _ isDiverging: Bool,
    _ caption: [String], _ panels: [Panel]
  ) {
    (self.title, self.label, self.names, self.range) = (title, label, names, range)
    (self.isDiverging, self.caption, self.panels) = (isDiverging, caption, panels)
  }

  public var words: String {
    guard names.isEmpty else { return "Table of \(label) between \(names.joined(separator: ", "))" }
    return "Maps of \(label) from \(range.lowerBound.fourDecimals) to \(range.upperBound.fourDecimals): "
      + panels.map(\.title).joined(separator: ", ")
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try MatrixChartLayout.bytes(as: format, recipe: recipe) { MatrixChartLayout(self, on: $0) }
  }

  /// `{"label":, "names": [...], "panels": [{"title":, "values": [[...], ...]}, ...]}`.
  public var json: JSONValue {
    .object([
      .init("label", .string(label)), .init("names", .array(names.map(JSONValue.string))),
      .init(
        "panels",
        .array(
          panels.map { panel in
            .object([
              .init("title", .string(panel.title)),
              .init(
                "values",
                .array((0..<panel.values.rows).map { .array(panel.values.row($0).map(JSONValue.number)) })),
            ])
          })),
    ])
  }
}

/// Where everything of a chart of tables goes, in points.
struct MatrixChartLayout: CanvasLayout {
  private static let gap = 8.0
  private static let perLine = 6
  private static let titleHeight = 10.0

  private let chart: MatrixChart
  private let canvas: Canvas
  private let caption: ChartCaption
  private let left: Double
  private let side: Double
  private let top: Double

  let width = PictureWidth.page

  init(_ chart: MatrixChart, on canvas: Canvas) {
    (self.chart, self.canvas) = (chart, canvas)
    let inner = width - 2 * ChartStyle.margin
    caption = ChartCaption(title: chart.title, lines: chart.caption, width: inner, canvas: canvas)
    left = chart.names.map { canvas.width(of: $0, ChartStyle.label) + 20 }.max() ?? 0
    side =
      chart.names.isEmpty
      ? (inner - Double(Self.perLine - 1) * Self.gap) / Double(Self.perLine)
      : min(inner - left, 28 * Double(max(1, chart.names.count)))
    top = ChartStyle.margin + caption.title.height + (chart.names.isEmpty ? 4 : 16)
  }

  private var lines: Int { (chart.panels.count + Self.perLine - 1) / Self.perLine }
  private var barTop: Double {
    chart.names.isEmpty
      ? top + Double(lines) * (side + Self.titleHeight + Self.gap) : top + side + 4
  }
  private var textTop: Double { barTop + ColorBar.height + 4 }

  var height: Double { textTop + caption.text.height + ChartStyle.margin }

  private var map: ColorMap { chart.isDiverging ? .change : .sequential }

  var title: String { chart.title.isEmpty ? chart.label : chart.title }

  func draw() {
    caption.title.write(on: canvas, at: Point(ChartStyle.margin, ChartStyle.margin - 2))
    for (number, panel) in chart.panels.enumerated() {
      let x = ChartStyle.margin + left + Double(number % Self.perLine) * (side + Self.gap)
      let y = top + Double(number / Self.perLine) * (side + Self.titleHeight + Self.gap)
      if !panel.title.isEmpty { canvas.write(panel.title, at: Point(x, y + 7), ChartStyle.label) }
      let offset = chart.names.isEmpty ? Self.titleHeight : 0
      draw(panel.values, in: Rectangle(x: x, y: y + offset, width: side, height: side))
    }
    if !chart.names.isEmpty { drawNames() }
    ColorBar(shading: SquareShading([], range: chart.range, map: map, label: chart.label)).draw(
      on: canvas,
      in: Rectangle(x: ChartStyle.margin + left, y: barTop, width: min(side * 2, 240), height: ColorBar.height))
    caption.text.write(on: canvas, at: Point(ChartStyle.margin, textTop))
  }

  private func color(_ value: Double) -> Color {
    let span = chart.range.upperBound - chart.range.lowerBound
    return map.color(at: (value - chart.range.lowerBound) / span)
  }

  private func draw(_ values: Matrix, in box: Rectangle) {
    let (width, height) = (box.width / Double(values.columns), box.height / Double(values.rows))
    for row in 0..<values.rows {
      for column in 0..<values.columns where values[row, column].isFinite {
        let cell = Rectangle(
          x: box.x + Double(column) * width, y: box.y + Double(row) * height, width: width, height: height)
        // A little wider than the cell, so that no gap shows between two.
        let wide = Rectangle(x: cell.x, y: cell.y, width: width * 1.02, height: height * 1.02)
        canvas.fill(.rectangle(wide), color(values[row, column]))
        guard !chart.names.isEmpty else { continue }
        let isDark = chart.isDiverging ? abs(values[row, column]) > 0.6 : false
        canvas.write(
          values[row, column].twoDigits, at: Point(cell.centre.x, cell.centre.y + 2.2), .sans(6),
          isDark ? .white : .black, anchor: .middle)
      }
    }
    canvas.stroke(.rectangle(box), .paleGrey, width: 0.4)
  }

  /// Rows carry number and name, columns the number.
  private func drawNames() {
    let step = side / Double(chart.names.count)
    for (number, name) in chart.names.enumerated() {
      let place = (Double(number) + 0.5) * step
      canvas.write(
        "\(number + 1)  \(name)", at: Point(ChartStyle.margin + left - 5, top + place + 2.3), ChartStyle.label,
        anchor: .right)
      canvas.write(
        "\(number + 1)", at: Point(ChartStyle.margin + left + place, top - 4), ChartStyle.tick, .grey,
        anchor: .middle)
    }
  }
}

extension Double {
  /// Two decimals without the zero before the point: ".83", "−.20", "1".
  fileprivate var twoDigits: String {
    let hundredths = Int(bounded: (abs(self) * 100).rounded())
    if hundredths >= 100 { return self < 0 ? "−1" : "1" }
    let digits = hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
    return (self < 0 && hundredths > 0 ? "−" : "") + "." + digits
  }
}
