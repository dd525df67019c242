/// Where everything of a strip chart goes, in points.
struct StripChartLayout: ChartLayout {
  private static let stripHeight = 13.0
  private static let bandColor = Color(hex: 0xD9D9D9)

  private let chart: StripChart
  let canvas: Canvas
  let caption: ChartCaption
  let legend: ChartLegend
  private let frame: BarFrame

  init(_ chart: StripChart, on canvas: Canvas) {
    (self.chart, self.canvas) = (chart, canvas)
    let inner = ChartStyle.inner
    let scale = ChartScale(
      covering: chart.strips.flatMap { strip in
        strip.values + [0]
          + [strip.interval, strip.band].flatMap { range in
            range.map { [$0.lowerBound, $0.upperBound] } ?? []
          }
      })
    caption = ChartCaption(title: chart.title, lines: chart.caption, width: inner, canvas: canvas)
    let left = chart.strips.map { canvas.width(of: $0.name, ChartStyle.label) }.max() ?? 0
    let names = min(left, inner * 0.45)
    frame = BarFrame(
      plot: Rectangle(
        x: ChartStyle.margin + names + 5, y: ChartStyle.margin + caption.title.height + 3, width: inner - names - 12,
        height: Double(chart.strips.count) * Self.stripHeight), scale: scale)
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

  var legendTop: Double { frame.plot.maxY + 25 }

  var title: String { chart.title.isEmpty ? chart.label : chart.title }

  func drawPlot() {
    frame.draw(on: canvas, label: chart.label)
    for (number, strip) in chart.strips.enumerated() { draw(strip, number) }
    frame.drawZero(on: canvas)
  }

  private func draw(_ strip: StripChart.Strip, _ number: Int) {
    let top = frame.plot.y + Double(number) * Self.stripHeight
    let middle = top + Self.stripHeight / 2
    if let band = strip.band {
      let (low, high) = (frame.column(band.lowerBound), frame.column(band.upperBound))
      let box = Rectangle(x: low, y: top + 1, width: max(high - low, 0.8), height: Self.stripHeight - 2)
      canvas.fill(.rectangle(box), Self.bandColor)
    }
    frame.write(strip.name, at: middle, on: canvas)
    for (place, value) in strip.values.enumerated() where value.isFinite {
      // Moved up and down by turns, so that equal numbers can be told.
      Self.dot(Point(frame.column(value), middle + Double(place % 5 - 2) * 1.3), on: canvas)
    }
    if let mean = strip.mean {
      Self.mean(
        frame.column(mean),
        strip.interval.map { ClosedRange(between: frame.column($0.lowerBound), and: frame.column($0.upperBound)) },
        at: middle, on: canvas)
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
}
