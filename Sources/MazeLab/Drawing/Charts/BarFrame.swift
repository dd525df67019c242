/// The box of a chart with numbers from left to right, and names before it.
struct BarFrame {
  let plot: Rectangle
  let scale: ChartScale

  /// Where a number lies from left to right; beyond the range it lies at its end.
  func column(_ value: Double) -> Double { plot.x + min(max(scale.place(value), 0), 1) * plot.width }

  /// Draws grid, marks and the name of the numbers.
  func draw(on canvas: Canvas, label: String) {
    for tick in scale.ticks {
      let column = column(tick)
      canvas.stroke(.polyline([Point(column, plot.y), Point(column, plot.maxY)]), ChartStyle.grid, width: 0.5)
      canvas.write(scale.label(tick), at: Point(column, plot.maxY + 9.5), ChartStyle.tick, .grey, anchor: .middle)
    }
    canvas.write(label, at: Point(plot.centre.x, plot.maxY + 19), ChartStyle.label, anchor: .middle)
  }

  /// Draws the line at zero.
  func drawZero(on canvas: Canvas) {
    canvas.stroke(
      .polyline([Point(column(0), plot.y), Point(column(0), plot.maxY)]), ChartStyle.axis, width: 0.7)
  }

  func write(_ name: String, at middle: Double, on canvas: Canvas) {
    canvas.write(name, at: Point(plot.x - 4, middle + 2.4), ChartStyle.label, anchor: .right)
  }
}
