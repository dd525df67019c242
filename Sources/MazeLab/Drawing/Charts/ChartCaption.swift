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

/// A picture that is laid out on a canvas whose height depends on what is measured there.
protocol CanvasLayout {
  var width: Double { get }
  var height: Double { get }
  func draw()
}

extension CanvasLayout {
  /// The contents of a picture file.
  static func bytes(
    as format: PictureFormat, recipe: String, _ layout: (Canvas) -> Self
  ) throws -> [UInt8] {
    // Text can only be measured on a canvas, and the height of a canvas depends on the text.
    let draft = layout(Canvas(format, width: 1, height: 1, recipe: ""))
    let canvas = Canvas(format, width: draft.width, height: draft.height, recipe: recipe)
    layout(canvas).draw()
    return try canvas.finish()
  }
}
