/// Where everything of a chart goes, in points: from top to bottom its title, what it shows, the legend, the lines of its caption.
protocol ChartLayout: CanvasLayout {
  var canvas: Canvas { get }
  var caption: ChartCaption { get }
  var legend: ChartLegend { get }
  var legendLeft: Double { get }
  var legendTop: Double { get }

  /// Draws what lies between the title and the legend.
  func drawPlot()
}

extension ChartLayout {
  var width: Double { ChartStyle.width }
  var legendLeft: Double { ChartStyle.margin }
  private var textTop: Double { legendTop + legend.height + 2 }
  var height: Double { textTop + caption.text.height + ChartStyle.margin - 2 }

  func draw() {
    caption.title.write(on: canvas, at: Point(ChartStyle.margin, ChartStyle.margin - 2))
    drawPlot()
    legend.draw(at: Point(legendLeft, legendTop))
    caption.text.write(on: canvas, at: Point(ChartStyle.margin, textTop))
  }
}
