/// A picture that is laid out on a canvas whose height depends on what is measured there.
protocol CanvasLayout {
  var width: Double { get }
  var height: Double { get }
  /// What the picture is called, in files that have a place for it.
  var title: String { get }
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
    canvas.title = draft.title
    layout(canvas).draw()
    return try canvas.finish()
  }
}
