/// Where everything of a bar chart goes, in points.
struct BarChartLayout: ChartLayout {
  private static let barHeight = 7.0
  private static let groupGap = 5.0
  private static let widestName = 112.0

  private let chart: BarChart
  let canvas: Canvas
  let caption: ChartCaption
  let legend: ChartLegend
  private let frame: BarFrame
  private let names: [String]

  init(_ chart: BarChart, on canvas: Canvas) {
    (self.chart, self.canvas) = (chart, canvas)
    let inner = ChartStyle.inner
    let bars = chart.groups.flatMap(\.bars)
    let bounds = bars.flatMap { bar -> [Double] in
      [0, bar.value] + (bar.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    caption = ChartCaption(title: chart.title, lines: chart.caption, width: inner, canvas: canvas)
    names = chart.groups.map { Self.cut($0.name, on: canvas) }
    let left = names.map { canvas.width(of: $0, ChartStyle.label) }.max() ?? 0
    let height = chart.groups.reduce(Self.groupGap) { $0 + Self.height(of: $1) + Self.groupGap }
    frame = BarFrame(
      plot: Rectangle(
        x: ChartStyle.margin + left + 5, y: ChartStyle.margin + caption.title.height + 3,
        width: inner - left - 12, height: height), scale: ChartScale(covering: bounds, fixed: chart.range))
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

  var legendTop: Double { frame.plot.maxY + 25 }

  var title: String { chart.title.isEmpty ? chart.label : chart.title }

  func drawPlot() {
    frame.draw(on: canvas, label: chart.label)
    drawBars()
    frame.drawZero(on: canvas)
  }

  private func drawBars() {
    var y = frame.plot.y + Self.groupGap
    for (group, name) in zip(chart.groups, names) {
      let middle = y + Self.height(of: group) / 2
      frame.write(name, at: middle, on: canvas)
      for (number, bar) in group.bars.enumerated() {
        let top = y + Double(number) * Self.barHeight
        let ends = [frame.column(0), frame.column(bar.value)].sorted()
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
    let (low, high) = (frame.column(interval.lowerBound), frame.column(interval.upperBound))
    canvas.stroke(.polyline([Point(low, y), Point(high, y)]), .black, width: 0.7)
    for end in [low, high] {
      canvas.stroke(.polyline([Point(end, y - 1.5), Point(end, y + 1.5)]), .black, width: 0.7)
    }
  }
}
