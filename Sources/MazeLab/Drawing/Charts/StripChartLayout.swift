/// Where everything of a strip chart goes, in points.
struct StripChartLayout: CanvasLayout {
  private static let stripHeight = 13.0
  private static let bandColor = Color(hex: 0xD9D9D9)

  private let chart: StripChart
  private let canvas: Canvas
  private let caption: ChartCaption
  private let legend: ChartLegend
  private let plot: Rectangle
  private let scale: ChartScale

  let width = ChartStyle.width

  init(_ chart: StripChart, on canvas: Canvas) {
    (self.chart, self.canvas) = (chart, canvas)
    let inner = ChartStyle.width - 2 * ChartStyle.margin
    scale = ChartScale(
      covering: chart.strips.flatMap { strip in
        strip.values + [0]
          + [strip.interval, strip.band].flatMap { range in
            range.map { [$0.lowerBound, $0.upperBound] } ?? []
          }
      })
    caption = ChartCaption(title: chart.title, lines: chart.caption, width: inner, canvas: canvas)
    let left = chart.strips.map { canvas.width(of: $0.name, ChartStyle.label) }.max() ?? 0
    plot = Rectangle(
      x: ChartStyle.margin + min(left, inner * 0.45) + 5, y: ChartStyle.margin + caption.title.height + 3,
      width: inner - min(left, inner * 0.45) - 12, height: Double(chart.strips.count) * Self.stripHeight)
    var entries = [
      ChartLegend.Entry(name: "a \(chart.unit)") { canvas, box in Self.dot(box.centre, on: canvas) },
      ChartLegend.Entry(name: "mean with interval") { canvas, box in
        Self.mean(box.centre.x, box.x...box.maxX, at: box.centre.y, on: canvas)
      },
    ]
    if let band = chart.band {
      entries.append(
        ChartLegend.Entry(name: band) { canvas, box in
          canvas.fill(.rectangle(box.inset(by: 1)), Self.bandColor)
        })
    }
    legend = ChartLegend(entries, width: inner, canvas: canvas)
  }

  private var legendTop: Double { plot.maxY + 25 }
  private var textTop: Double { legendTop + legend.height + 2 }

  var height: Double { textTop + caption.text.height + ChartStyle.margin - 2 }

  var title: String { chart.title.isEmpty ? chart.label : chart.title }

  func draw() {
    caption.title.write(on: canvas, at: Point(ChartStyle.margin, ChartStyle.margin - 2))
    for tick in scale.ticks {
      let x = column(tick)
      canvas.stroke(.polyline([Point(x, plot.y), Point(x, plot.maxY)]), ChartStyle.grid, width: 0.5)
      canvas.write(scale.label(tick), at: Point(x, plot.maxY + 9.5), ChartStyle.tick, .grey, anchor: .middle)
    }
    canvas.write(chart.label, at: Point(plot.centre.x, plot.maxY + 19), ChartStyle.label, anchor: .middle)
    for (number, strip) in chart.strips.enumerated() { draw(strip, number) }
    canvas.stroke(
      .polyline([Point(column(0), plot.y), Point(column(0), plot.maxY)]), ChartStyle.axis, width: 0.7)
    legend.draw(at: Point(ChartStyle.margin, legendTop))
    caption.text.write(on: canvas, at: Point(ChartStyle.margin, textTop))
  }

  private func draw(_ strip: StripChart.Strip, _ number: Int) {
    let top = plot.y + Double(number) * Self.stripHeight
    let middle = top + Self.stripHeight / 2
    if let band = strip.band {
      let (low, high) = (column(band.lowerBound), column(band.upperBound))
      let box = Rectangle(x: low, y: top + 1, width: max(high - low, 0.8), height: Self.stripHeight - 2)
      canvas.fill(.rectangle(box), Self.bandColor)
    }
    canvas.write(strip.name, at: Point(plot.x - 4, middle + 2.4), ChartStyle.label, anchor: .right)
    for (place, value) in strip.values.enumerated() where value.isFinite {
      // Moved up and down by turns, so that equal numbers can be told.
      Self.dot(Point(column(value), middle + Double(place % 5 - 2) * 1.3), on: canvas)
    }
    if let mean = strip.mean {
      Self.mean(
        column(mean), strip.interval.map { ClosedRange(between: column($0.lowerBound), and: column($0.upperBound)) },
        at: middle,
        on: canvas)
    }
  }

  private static func dot(_ place: Point, on canvas: Canvas) {
    canvas.fill(.circle(place, radius: 1.3), Color.blue.opacity(0.45))
  }

  private static func mean(_ x: Double, _ interval: ClosedRange<Double>?, at y: Double, on canvas: Canvas) {
    if let interval {
      canvas.stroke(
        .polyline([Point(interval.lowerBound, y), Point(interval.upperBound, y)]), .black, width: 1)
    }
    canvas.stroke(.polyline([Point(x, y - 3.5), Point(x, y + 3.5)]), .vermilion, width: 1.6)
  }

  private func column(_ value: Double) -> Double { plot.x + min(max(scale.place(value), 0), 1) * plot.width }
}
