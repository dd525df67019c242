/// The box of a chart with numbers along two sides.
struct ChartFrame {
  let plot: Rectangle
  let x: ChartScale
  let y: ChartScale

  /// The box below a chart's title, as wide as its upright numbers leave it.
  ///
  /// - Parameter height: nil for a square.
  init(_ x: ChartScale, _ y: ChartScale, below caption: ChartCaption, on canvas: Canvas, height: Double? = nil) {
    let labels = y.ticks.map { canvas.width(of: y.label($0), ChartStyle.tick) }.max() ?? 0
    let room = ChartStyle.inner - labels - 8
    plot = Rectangle(
      x: ChartStyle.margin + labels + 4, y: ChartStyle.margin + caption.title.height + 15,
      width: height == nil ? min(room, 190) : room, height: height ?? min(room, 190))
    (self.x, self.y) = (x, y)
  }

  /// Where a point lies on the sheet; beyond a range it lies at its end.
  func place(_ horizontal: Double, _ vertical: Double) -> Point { Point(column(horizontal), line(vertical)) }

  func column(_ value: Double) -> Double { plot.x + min(max(x.place(value), 0), 1) * plot.width }

  func line(_ value: Double) -> Double { plot.maxY - min(max(y.place(value), 0), 1) * plot.height }

  /// Draws grid, marks and names; the name of the upright numbers lies above them.
  ///
  /// - Parameter xLabel: what the numbers along the bottom are; nil where names stand in their place.
  func draw(on canvas: Canvas, xLabel: String?, yLabel: String) {
    canvas.write(yLabel, at: Point(ChartStyle.margin, plot.y - 6), ChartStyle.label)
    for tick in y.ticks {
      canvas.stroke(
        .polyline([Point(plot.x, line(tick)), Point(plot.maxX, line(tick))]), ChartStyle.grid, width: 0.5)
      canvas.write(
        y.label(tick), at: Point(plot.x - 3.5, line(tick) + 2.3), ChartStyle.tick, .grey, anchor: .right)
    }
    for tick in xLabel == nil ? [] : x.ticks {
      canvas.stroke(
        .polyline([Point(column(tick), plot.maxY), Point(column(tick), plot.maxY + 2.5)]), ChartStyle.axis,
        width: 0.6)
      canvas.write(
        x.label(tick), at: Point(column(tick), plot.maxY + 9.5), ChartStyle.tick, .grey, anchor: .middle)
    }
    canvas.stroke(
      .polyline([Point(plot.x, plot.maxY), Point(plot.maxX, plot.maxY)]), ChartStyle.axis, width: 0.6)
    if let xLabel { canvas.write(xLabel, at: Point(plot.centre.x, plot.maxY + 19), ChartStyle.label, anchor: .middle) }
  }
}
