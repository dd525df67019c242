import HookKit

/// How often numbers fall into equal parts of a range, for one sort of number or several over each other.
public struct HistogramChart: Figure, Sendable, Hashable {
  /// Numbers of one sort.
  public struct Series: Sendable, Hashable {
    /// What the legend calls them.
    public var name: String
    /// The numbers; those outside the range are counted in its outermost parts.
    public var values: [Double]

    /// A series of numbers.
    public init(_ name: String, _ values: [Double]) { (self.name, self.values) = (name, values) }
  }

  /// The line above.
  public var title: String
  /// What the numbers are.
  public var x: String
  /// What is counted: "levels".
  public var y: String
  /// The range that is divided.
  public var range: ClosedRange<Double>
  /// In how many parts.
  public var parts: Int
  /// The lines below.
  public var caption: [String]
  /// The numbers.
  public var series: [Series]

  /// A chart, 3.5 inches wide.
  ///
  /// - Precondition: there is at least one part, and the range is not empty.
  public init(
    _ title: String, x: String, y: String, range: ClosedRange<Double>, parts: Int = 20, caption: [String] = [],
    _ series: [Series]
  ) {
    precondition(parts > 0 && range.lowerBound < range.upperBound, "\(parts) parts of \(range)")
    (self.title, self.x, self.y, self.range) = (title, x, y, range)
    (self.parts, self.caption, self.series) = (parts, caption, series)
  }

  /// How many numbers of a series fall into each part; numbers that are not finite into none.
  public func counts(_ series: Series) -> [Int] {
    var counts = [Int](repeating: 0, count: parts)
    let width = (range.upperBound - range.lowerBound) / Double(parts)
    for value in series.values where value.isFinite {
      let inside = min(max(value, range.lowerBound), range.upperBound)
      counts[min(Int(bounded: (inside - range.lowerBound) / width), parts - 1)] += 1
    }
    return counts
  }

  public var words: String {
    let counted = series.map { "\($0.name) (\($0.values.count.grouped) \(y))" }
    return "Histogram of \(x): \(counted.joined(separator: ", "))"
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try HistogramLayout.bytes(as: format, recipe: recipe) { HistogramLayout(self, on: $0) }
  }

  /// `{"x":, "range": [low, high], "series": [{"name":, "counts": [...]}, ...]}`.
  public var json: JSONValue {
    .object([
      .init("x", .string(x)),
      .init("range", .array([.number(range.lowerBound), .number(range.upperBound)])),
      .init(
        "series",
        .array(
          series.map { series in
            .object([
              .init("name", .string(series.name)),
              .init("counts", .array(counts(series).map(JSONValue.integer))),
            ])
          })),
    ])
  }
}

/// Where everything of a histogram goes, in points.
struct HistogramLayout: ChartLayout {
  private let chart: HistogramChart
  let canvas: Canvas
  let caption: ChartCaption
  let legend: ChartLegend
  private let frame: ChartFrame
  private let counts: [[Int]]

  init(_ chart: HistogramChart, on canvas: Canvas) {
    (self.chart, self.canvas) = (chart, canvas)
    counts = chart.series.map(chart.counts)
    let y = ChartScale(covering: [0] + counts.joined().map(Double.init))
    caption = ChartCaption(title: chart.title, lines: chart.caption, width: ChartStyle.inner, canvas: canvas)
    frame = ChartFrame(ChartScale(covering: [], fixed: chart.range), y, below: caption, on: canvas, height: 110)
    let entries = chart.series.indices.map { ChartLegend.Entry.area(chart.series[$0].name, $0) }
    legend = ChartLegend(chart.series.count > 1 ? entries : [], width: ChartStyle.inner, canvas: canvas)
  }

  var legendTop: Double { frame.plot.maxY + 25 }

  var title: String { chart.title.isEmpty ? "\(chart.y) by \(chart.x)" : chart.title }

  func drawPlot() {
    frame.draw(on: canvas, xLabel: chart.x, yLabel: chart.y)
    let step = (chart.range.upperBound - chart.range.lowerBound) / Double(chart.parts)
    for (number, counts) in counts.enumerated() {
      // The outline of all bars together, from the base line up and back to it.
      var outline = [frame.place(chart.range.lowerBound, 0)]
      for (part, count) in counts.enumerated() {
        let left = chart.range.lowerBound + Double(part) * step
        outline += [frame.place(left, Double(count)), frame.place(left + step, Double(count))]
      }
      outline.append(frame.place(chart.range.upperBound, 0))
      canvas.fill(.polygon(outline), ChartStyle.color(number).opacity(0.35))
      canvas.stroke(.polyline(outline), ChartStyle.color(number), width: 0.9)
    }
  }
}
