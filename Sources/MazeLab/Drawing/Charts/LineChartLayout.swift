/// Where everything of a line chart goes, in points.
struct LineChartLayout: ChartLayout {
  private static let plotHeight = 138.0

  private let chart: LineChart
  let canvas: Canvas
  let caption: ChartCaption
  let legend: ChartLegend
  private let plot: Rectangle
  private let x: ChartScale
  private let y: ChartScale

  init(_ chart: LineChart, on canvas: Canvas) {
    (self.chart, self.canvas) = (chart, canvas)
    let inner = ChartStyle.inner
    let points = chart.series.flatMap(\.points).filter { $0.x.isFinite && $0.y.isFinite }
    x =
      (chart.isLogarithmic ? ChartScale(logarithmic: points.map(\.x)) : nil)
      ?? ChartScale(covering: points.map(\.x), fixed: Self.span(points.map(\.x)), count: 6)
    let bounds = points.flatMap { point -> [Double] in
      [point.y] + (point.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    let y = ChartScale(covering: bounds, fixed: chart.range)
    self.y = y
    caption = ChartCaption(title: chart.title, lines: chart.caption, width: inner, canvas: canvas)
    let labels = y.ticks.map { canvas.width(of: y.label($0), ChartStyle.tick) }.max() ?? 0
    plot = Rectangle(
      x: ChartStyle.margin + labels + 4, y: ChartStyle.margin + caption.title.height + 18,
      width: inner - labels - 8, height: Self.plotHeight)
    let entries = chart.series.count > 1 ? chart.series.indices.map { Self.entry($0, of: chart) } : []
    legend = ChartLegend(entries, width: inner, canvas: canvas)
  }

  /// The range of the points with a little room, or nil where there is none.
  private static func span(_ values: [Double]) -> ClosedRange<Double>? {
    let values = values.filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), low < high else { return nil }
    let margin = (high - low) * 0.03
    return low - margin...high + margin
  }

  var legendTop: Double { plot.maxY + 25 }

  var title: String { chart.title.isEmpty ? "\(chart.y) by \(chart.x)" : chart.title }

  func drawPlot() {
    drawAxes()
    for number in chart.series.indices { draw(number) }
  }

  private func drawAxes() {
    // The name of the upright numbers lies above them, where it can be read without turning the page.
    canvas.write(chart.y, at: Point(ChartStyle.margin, plot.y - 9), ChartStyle.label)
    for tick in y.ticks {
      let line = plot.maxY - y.place(tick) * plot.height
      canvas.stroke(
        .polyline([Point(plot.x, line), Point(plot.maxX, line)]), tick == 0 ? .paleGrey : ChartStyle.grid,
        width: tick == 0 ? 0.8 : 0.5)
      canvas.write(y.label(tick), at: Point(plot.x - 3.5, line + 2.3), ChartStyle.tick, .grey, anchor: .right)
    }
    for tick in x.ticks {
      let column = plot.x + x.place(tick) * plot.width
      canvas.stroke(
        .polyline([Point(column, plot.maxY), Point(column, plot.maxY + 2.5)]), ChartStyle.axis, width: 0.6)
      canvas.write(x.label(tick), at: Point(column, plot.maxY + 9.5), ChartStyle.tick, .grey, anchor: .middle)
    }
    canvas.stroke(
      .polyline([Point(plot.x, plot.maxY), Point(plot.maxX, plot.maxY)]), ChartStyle.axis, width: 0.6)
    canvas.write(chart.x, at: Point(plot.centre.x, plot.maxY + 19), ChartStyle.label, anchor: .middle)
  }

  private func place(_ horizontal: Double, _ vertical: Double) -> Point {
    Point(plot.x + x.place(horizontal) * plot.width, plot.maxY - y.place(vertical) * plot.height)
  }

  private func draw(_ number: Int) {
    let series = chart.series[number]
    let color = Self.color(number, of: chart)
    // Side by side, so that intervals at the same place can be told.
    let shift = (Double(number) - Double(chart.series.count - 1) / 2) * 1.6
    let points = series.points.filter { $0.x.isFinite && $0.y.isFinite }
    let places = points.map { place($0.x, $0.y) + Point(shift, 0) }
    canvas.clipped(to: plot.inset(by: -3)) {
      canvas.stroke(.polyline(places), color, width: 1.1, dash: series.isReference ? [3, 2] : [])
      for (point, spot) in zip(points, places) {
        guard let interval = point.interval, interval.lowerBound.isFinite, interval.upperBound.isFinite
        else { continue }
        let (low, high) = (place(point.x, interval.lowerBound).y, place(point.x, interval.upperBound).y)
        canvas.stroke(.polyline([Point(spot.x, low), Point(spot.x, high)]), color, width: 0.8)
        for end in [low, high] {
          canvas.stroke(.polyline([Point(spot.x - 1.4, end), Point(spot.x + 1.4, end)]), color, width: 0.8)
        }
      }
      for spot in places { canvas.fill(ChartStyle.marker(number, at: spot), color) }
    }
  }

  /// References are grey; the others take the colours in their order.
  private static func color(_ number: Int, of chart: LineChart) -> Color {
    if chart.series[number].isReference { return Color(hex: 0x777777) }
    return ChartStyle.color(chart.series[..<number].count { !$0.isReference })
  }

  private static func entry(_ number: Int, of chart: LineChart) -> ChartLegend.Entry {
    let series = chart.series[number]
    let color = color(number, of: chart)
    return ChartLegend.Entry(name: series.name) { canvas, box in
      canvas.stroke(
        .polyline([Point(box.x, box.centre.y), Point(box.maxX, box.centre.y)]), color, width: 1.1,
        dash: series.isReference ? [3, 2] : [])
      canvas.fill(ChartStyle.marker(number, at: box.centre), color)
    }
  }
}
