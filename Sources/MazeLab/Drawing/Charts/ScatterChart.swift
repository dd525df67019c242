import HookKit

/// Pairs of numbers as points: what was measured twice, say, with the line where both are equal.
public struct ScatterChart: Figure, Sendable, Hashable {
  /// Points of one sort.
  public struct Series: Sendable, Hashable {
    /// What the legend calls them.
    public var name: String
    /// Along the bottom and upwards; points that are not finite are left out.
    public var points: [LineChart.Point]

    /// A series of points.
    public init(_ name: String, _ points: [LineChart.Point]) { (self.name, self.points) = (name, points) }
  }

  /// The line above.
  public var title: String
  /// What the numbers along the bottom are.
  public var x: String
  /// What the upright numbers are.
  public var y: String
  /// The range of both; by default what the points need.
  public var range: ClosedRange<Double>?
  /// Whether the line of equal numbers is drawn.
  public var showsEquality: Bool
  /// The lines below.
  public var caption: [String]
  /// The points.
  public var series: [Series]

  /// A chart, 3.5 inches wide.
  public init(
    _ title: String, x: String, y: String, range: ClosedRange<Double>? = nil, showsEquality: Bool = false,
    caption: [String] = [], _ series: [Series]
  ) {
    (self.title, self.x, self.y, self.range) = (title, x, y, range)
    (self.showsEquality, self.caption, self.series) = (showsEquality, caption, series)
  }

  public var words: String {
    let counted = series.map { "\($0.name) (\($0.points.count.grouped))" }
    return "Points of \(y) against \(x): \(counted.joined(separator: ", "))"
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try ScatterChartLayout.bytes(as: format, recipe: recipe) { ScatterChartLayout(self, on: $0) }
  }

  /// `{"x":, "y":, "series": [{"name":, "points": [[x, y], ...]}, ...]}`.
  public var json: JSONValue {
    .object([
      .init("x", .string(x)), .init("y", .string(y)),
      .init(
        "series",
        .array(
          series.map { series in
            .object([
              .init("name", .string(series.name)),
              .init("points", .array(series.points.map { .array([.number($0.x), .number($0.y)]) })),
            ])
          })),
    ])
  }
}

/// Where everything of a scatter chart goes, in points.
struct ScatterChartLayout: CanvasLayout {
  private let chart: ScatterChart
  private let canvas: Canvas
  private let caption: ChartCaption
  private let legend: ChartLegend
  private let frame: ChartFrame

  let width = ChartStyle.width

  init(_ chart: ScatterChart, on canvas: Canvas) {
    (self.chart, self.canvas) = (chart, canvas)
    let inner = ChartStyle.width - 2 * ChartStyle.margin
    let points = chart.series.flatMap(\.points)
    let x = ChartScale(covering: points.map(\.x), fixed: chart.range)
    let y = ChartScale(covering: points.map(\.y), fixed: chart.range)
    caption = ChartCaption(title: chart.title, lines: chart.caption, width: inner, canvas: canvas)
    let labels = y.ticks.map { canvas.width(of: y.label($0), ChartStyle.tick) }.max() ?? 0
    // Square, so that equal numbers lie on the diagonal.
    let side = min(inner - labels - 8, 190)
    frame = ChartFrame(
      plot: Rectangle(
        x: ChartStyle.margin + labels + 4, y: ChartStyle.margin + caption.title.height + 15, width: side,
        height: side),
      x: x, y: y)
    let entries = chart.series.indices.map { number in
      ChartLegend.Entry(name: chart.series[number].name) { canvas, box in
        canvas.fill(ChartStyle.marker(number, at: box.centre), ChartStyle.color(number).opacity(0.7))
      }
    }
    legend = ChartLegend(chart.series.count > 1 ? entries : [], width: inner, canvas: canvas)
  }

  private var legendTop: Double { frame.plot.maxY + 25 }
  private var textTop: Double { legendTop + legend.height + 2 }

  var height: Double { textTop + caption.text.height + ChartStyle.margin - 2 }

  var title: String { chart.title.isEmpty ? "\(chart.y) by \(chart.x)" : chart.title }

  func draw() {
    caption.title.write(on: canvas, at: Point(ChartStyle.margin, ChartStyle.margin - 2))
    frame.draw(on: canvas, xLabel: chart.x, yLabel: chart.y)
    if chart.showsEquality {
      let low = max(frame.x.range.lowerBound, frame.y.range.lowerBound)
      let high = min(frame.x.range.upperBound, frame.y.range.upperBound)
      canvas.stroke(
        .polyline([frame.place(low, low), frame.place(high, high)]), .grey, width: 0.6, dash: [3, 2])
    }
    let radius = chart.series.reduce(0) { $0 + $1.points.count } > 300 ? 1.1 : 1.6
    for (number, series) in chart.series.enumerated() {
      for point in series.points where point.x.isFinite && point.y.isFinite {
        canvas.fill(
          ChartStyle.marker(number, at: frame.place(point.x, point.y), radius: radius),
          ChartStyle.color(number).opacity(0.5))
      }
    }
    legend.draw(at: Point(ChartStyle.margin, legendTop))
    caption.text.write(on: canvas, at: Point(ChartStyle.margin, textTop))
  }
}
