/// Where everything of a bar chart goes, in points.
struct BarChartLayout: CanvasLayout {
  private static let barHeight = 7.0
  private static let groupGap = 5.0
  private static let widestName = 112.0

  private let chart: BarChart
  private let canvas: Canvas
  private let caption: ChartCaption
  private let legend: ChartLegend
  private let plot: Rectangle
  private let scale: ChartScale
  private let names: [String]

  let width = ChartStyle.width

  init(_ chart: BarChart, on canvas: Canvas) {
    (self.chart, self.canvas) = (chart, canvas)
    let inner = ChartStyle.width - 2 * ChartStyle.margin
    let bars = chart.groups.flatMap(\.bars)
    let bounds = bars.flatMap { bar -> [Double] in
      [0, bar.value] + (bar.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    scale = ChartScale(covering: bounds, fixed: chart.range)
    caption = ChartCaption(title: chart.title, lines: chart.caption, width: inner, canvas: canvas)
    names = chart.groups.map { Self.cut($0.name, on: canvas) }
    let left = names.map { canvas.width(of: $0, ChartStyle.label) }.max() ?? 0
    let height = chart.groups.reduce(Self.groupGap) { $0 + Self.height(of: $1) + Self.groupGap }
    plot = Rectangle(
      x: ChartStyle.margin + left + 5, y: ChartStyle.margin + caption.title.height + 3,
      width: inner - left - 12, height: height)
    let entries = chart.series.enumerated().map { number, name in
      ChartLegend.Entry(name: name) { canvas, box in
        canvas.fill(.rectangle(box.inset(by: 1)), ChartStyle.color(number))
      }
    }
    legend = ChartLegend(entries, width: inner, canvas: canvas)
  }

  private static func height(of group: BarChart.Group) -> Double { Double(max(group.bars.count, 1)) * barHeight }

  /// A name that leaves room for the bars.
  private static func cut(_ name: String, on canvas: Canvas) -> String {
    guard canvas.width(of: name, ChartStyle.label) > widestName else { return name }
    var name = name
    while !name.isEmpty && canvas.width(of: name + "…", ChartStyle.label) > widestName { name.removeLast() }
    return name + "…"
  }

  private var legendTop: Double { plot.maxY + 25 }
  private var textTop: Double { legendTop + legend.height + 2 }

  var height: Double { textTop + caption.text.height + ChartStyle.margin - 2 }

  var title: String { chart.title.isEmpty ? chart.label : chart.title }

  func draw() {
    caption.title.write(on: canvas, at: Point(ChartStyle.margin, ChartStyle.margin - 2))
    for tick in scale.ticks {
      let column = column(tick)
      canvas.stroke(
        .polyline([Point(column, plot.y), Point(column, plot.maxY)]), ChartStyle.grid, width: 0.5)
      canvas.write(
        scale.label(tick), at: Point(column, plot.maxY + 9.5), ChartStyle.tick, .grey, anchor: .middle)
    }
    canvas.write(chart.label, at: Point(plot.centre.x, plot.maxY + 19), ChartStyle.label, anchor: .middle)
    drawBars()
    let zero = column(0)
    canvas.stroke(.polyline([Point(zero, plot.y), Point(zero, plot.maxY)]), ChartStyle.axis, width: 0.7)
    legend.draw(at: Point(ChartStyle.margin, legendTop))
    caption.text.write(on: canvas, at: Point(ChartStyle.margin, textTop))
  }

  /// Where a number lies from left to right; beyond the range it lies at its end.
  private func column(_ value: Double) -> Double {
    plot.x + min(max(scale.place(value), 0), 1) * plot.width
  }

  private func drawBars() {
    var y = plot.y + Self.groupGap
    for (group, name) in zip(chart.groups, names) {
      let middle = y + Self.height(of: group) / 2
      canvas.write(name, at: Point(plot.x - 4, middle + 2.4), ChartStyle.label, anchor: .right)
      for (number, bar) in group.bars.enumerated() {
        let top = y + Double(number) * Self.barHeight
        let ends = [column(0), column(bar.value)].sorted()
        canvas.fill(
          .rectangle(
            Rectangle(x: ends[0], y: top + 0.5, width: ends[1] - ends[0], height: Self.barHeight - 1)),
          ChartStyle.color(number).opacity(0.85))
        if let interval = bar.interval { draw(interval, at: top + Self.barHeight / 2) }
      }
      y += Self.height(of: group) + Self.groupGap
    }
  }

  private func draw(_ interval: ClosedRange<Double>, at y: Double) {
    let (low, high) = (column(interval.lowerBound), column(interval.upperBound))
    canvas.stroke(.polyline([Point(low, y), Point(high, y)]), .black, width: 0.7)
    for end in [low, high] {
      canvas.stroke(.polyline([Point(end, y - 1.5), Point(end, y + 1.5)]), .black, width: 0.7)
    }
  }
}
