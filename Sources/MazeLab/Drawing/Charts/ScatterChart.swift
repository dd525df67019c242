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
struct ScatterChartLayout: ChartLayout {
  private let chart: ScatterChart
  let canvas: Canvas
  let caption: ChartCaption
  let legend: ChartLegend
  private let frame: ChartFrame

  init(_ chart: ScatterChart, on canvas: Canvas) {
    (self.chart, self.canvas) = (chart, canvas)
    let points = chart.series.flatMap(\.points)
    let x = ChartScale(covering: points.map(\.x), fixed: chart.range)
    let y = ChartScale(covering: points.map(\.y), fixed: chart.range)
    caption = ChartCaption(title: chart.title, lines: chart.caption, width: ChartStyle.inner, canvas: canvas)
    // Square, so that equal numbers lie on the diagonal.
    frame = ChartFrame(x, y, below: caption, on: canvas)
    let entries = chart.series.indices.map { number in
      ChartLegend.Entry(name: chart.series[number].name) { canvas, box in
        canvas.fill(ChartStyle.marker(number, at: box.centre), ChartStyle.color(number).opacity(0.7))
      }
    }
    legend = ChartLegend(chart.series.count > 1 ? entries : [], width: ChartStyle.inner, canvas: canvas)
  }

  var legendTop: Double { frame.plot.maxY + 25 }

  var title: String { chart.title.isEmpty ? "\(chart.y) by \(chart.x)" : chart.title }

  func drawPlot() {
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
  }
}
