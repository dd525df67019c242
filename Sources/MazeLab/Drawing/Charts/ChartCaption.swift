/// The text around a chart, set to its width.
struct ChartCaption {
  let title: TextLines
  let text: TextLines

  init(title: String, lines: [String], width: Double, canvas: Canvas) {
    var head = TextLines(width: width) { canvas.width(of: $0, $1) }
    if !title.isEmpty { head.add(title, ChartStyle.title) }
    var text = TextLines(width: width) { canvas.width(of: $0, $1) }
    for line in lines { text.add(FigureCaption.withoutFolders(line), ChartStyle.label, .grey) }
    (self.title, self.text) = (head, text)
  }
}
