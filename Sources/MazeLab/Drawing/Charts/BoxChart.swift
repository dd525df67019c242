import HookKit
import Statistics

/// The spread of numbers as boxes: quartiles, median and mean, the range without what lies far out, and that as
/// points.
///
/// Whiskers end at the outermost numbers within 1.5 times the height of the box (Tukey, "Exploratory Data
/// Analysis", 1977).
public struct BoxChart: Figure, Sendable, Hashable {
  /// Numbers of one sort.
  public struct Box: Sendable, Hashable {
    /// What stands below.
    public var name: String
    /// The number of its colour.
    public var series: Int
    /// The numbers.
    public var values: Sample

    /// A named box.
    public init(_ name: String, series: Int = 0, _ values: Sample) {
      (self.name, self.series, self.values) = (name, series, values)
    }
  }

  /// The line above.
  public var title: String
  /// What the numbers are.
  public var y: String
  /// What the legend calls the colours; empty for one colour.
  public var series: [String]
  /// The range of the numbers; by default what they need.
  public var range: ClosedRange<Double>?
  /// The lines below.
  public var caption: [String]
  /// From left to right.
  public var boxes: [Box]

  /// A chart, 3.5 inches wide.
  public init(
    _ title: String, y: String, series: [String] = [], range: ClosedRange<Double>? = nil, caption: [String] = [],
    _ boxes: [Box]
  ) {
    (self.title, self.y, self.series) = (title, y, series)
    (self.range, self.caption, self.boxes) = (range, caption, boxes)
  }

  public var words: String {
    let boxes = boxes.map { box in
      let sort = series.indices.contains(box.series) ? " \(series[box.series])" : ""
      return "\(box.name)\(sort) \(box.values.median.fourDecimals)"
    }
    return "Boxes of \(y); medians: \(boxes.joined(separator: ", "))"
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try BoxChartLayout.bytes(as: format, recipe: recipe) { BoxChartLayout(self, on: $0) }
  }

  /// `{"y":, "boxes": [{"name":, "minimum":, "lower":, "median":, "upper":, "maximum":, "mean":}, ...]}`.
  public var json: JSONValue {
    .object([
      .init("y", .string(y)),
      .init(
        "boxes",
        .array(
          boxes.map { box in
            let quartiles = box.values.quantiles([0.25, 0.5, 0.75])
            return .object([
              .init("name", .string(box.name)), .init("minimum", .number(box.values.minimum)),
              .init("lower", .number(quartiles[0])), .init("median", .number(quartiles[1])),
              .init("upper", .number(quartiles[2])), .init("maximum", .number(box.values.maximum)),
              .init("mean", .number(box.values.mean)),
            ])
          })),
    ])
  }
}

/// Where everything of a box chart goes, in points.
struct BoxChartLayout: ChartLayout {
  private let chart: BoxChart
  let canvas: Canvas
  let caption: ChartCaption
  let legend: ChartLegend
  private let frame: ChartFrame

  init(_ chart: BoxChart, on canvas: Canvas) {
    (self.chart, self.canvas) = (chart, canvas)
    let y = ChartScale(covering: chart.boxes.flatMap(\.values.values), fixed: chart.range)
    caption = ChartCaption(title: chart.title, lines: chart.caption, width: ChartStyle.inner, canvas: canvas)
    frame = ChartFrame(
      ChartScale(covering: [], fixed: 0...Double(max(1, chart.boxes.count)), count: 1), y, below: caption, on: canvas,
      height: 130)
    let entries = chart.series.enumerated().map { ChartLegend.Entry.area($1, $0) }
    legend = ChartLegend(entries, width: ChartStyle.inner, canvas: canvas)
  }

  var legendTop: Double { frame.plot.maxY + 15 }

  var title: String { chart.title.isEmpty ? chart.y : chart.title }

  func drawPlot() {
    frame.draw(on: canvas, xLabel: nil, yLabel: chart.y)
    for (number, box) in chart.boxes.enumerated() { draw(box, at: Double(number) + 0.5) }
  }

  private func draw(_ box: BoxChart.Box, at place: Double) {
    let color = ChartStyle.color(box.series), middle = frame.column(place)
    let half = min(14, frame.plot.width / Double(chart.boxes.count) * 0.32)
    let quartiles = box.values.quantiles([0.25, 0.5, 0.75])
    let reach = 1.5 * (quartiles[2] - quartiles[0])
    let inside = box.values.values.filter { $0 >= quartiles[0] - reach && $0 <= quartiles[2] + reach }
    let whiskers = (inside.min() ?? quartiles[0], inside.max() ?? quartiles[2])
    for value in box.values.values where value < whiskers.0 || value > whiskers.1 {
      canvas.fill(.circle(Point(middle, frame.line(value)), radius: 0.8), color.opacity(0.4))
    }
    for (from, to) in [(whiskers.0, quartiles[0]), (quartiles[2], whiskers.1)] {
      canvas.stroke(
        .polyline([Point(middle, frame.line(from)), Point(middle, frame.line(to))]), color, width: 0.9)
    }
    let top = frame.line(quartiles[2]), bottom = frame.line(quartiles[0])
    let outline = Path.rectangle(
      Rectangle(x: middle - half, y: top, width: 2 * half, height: max(bottom - top, 0.5)))
    canvas.fill(outline, color.opacity(0.35))
    canvas.stroke(outline, color, width: 0.9)
    let median = frame.line(quartiles[1])
    canvas.stroke(.polyline([Point(middle - half, median), Point(middle + half, median)]), color, width: 1.8)
    canvas.fill(ChartStyle.marker(3, at: Point(middle, frame.line(box.values.mean)), radius: 1.8), .black)
    canvas.write(box.name, at: Point(middle, frame.plot.maxY + 9.5), ChartStyle.tick, .grey, anchor: .middle)
  }
}
