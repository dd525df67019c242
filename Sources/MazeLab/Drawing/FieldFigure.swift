import HookKit
import MazeEnv

/// A picture of vector fields for papers: one field, or original, patched and their difference side by side.
///
/// Panels show the maze without its mouse; arrows start at the centres of squares and are measured in squares.
public struct FieldFigure {
  let panels: [FigurePanel]
  let picture: MazePicture
  let marks: FigureMarks?
  let caption: FigureCaption?

  /// A figure of these panels.
  init(panels: [FigurePanel], picture: MazePicture, marks: FigureMarks?, caption: FigureCaption?) {
    (self.panels, self.picture, self.marks, self.caption) = (panels, picture, marks, caption)
  }

  /// The figure of one field, 3.5 inches wide: a column of a journal.
  ///
  /// - Parameter state: the maze the field is of.
  public init(
    _ field: VectorField, of state: MazeState, renderer: MazeRenderer, caption: FigureCaption,
    title: String = "Vector field", options: FigureOptions = FigureOptions()
  ) {
    panels = [FigurePanel(title, field, options, values: Self.range([field]))]
    picture = MazePicture(state, renderer: renderer, keepsPadding: options.keepsPadding)
    marks = options.showsMarks ? FigureMarks(field) : nil
    self.caption = options.showsCaption ? caption : nil
  }

  /// The figure of a comparison, 7.2 inches wide: original, patched, and patched minus original.
  ///
  /// - Parameter state: the maze both fields are of.
  public init(
    _ comparison: FieldComparison, of state: MazeState, renderer: MazeRenderer, caption: FigureCaption,
    options: FigureOptions = FigureOptions()
  ) {
    let range = Self.range([comparison.original, comparison.patched])
    panels = [
      FigurePanel("Original", comparison.original, options, values: range),
      FigurePanel("Patched", comparison.patched, options, values: range),
      FigurePanel("Patched minus original", comparison.difference, options),
    ]
    picture = MazePicture(state, renderer: renderer, keepsPadding: options.keepsPadding)
    marks = options.showsMarks ? FigureMarks(comparison.original) : nil
    self.caption = options.showsCaption ? caption : nil
  }

  private static func range(_ fields: [VectorField]) -> ClosedRange<Double>? {
    let values = fields.flatMap(\.values).filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  /// The contents of a picture file; nothing is written.
  ///
  /// - Parameter recipe: JSON that says how the figure was made; the file carries it (SVG `<metadata>`, PNG text
  ///   `Recipe`, PDF subject).
  /// - Throws: ``PictureError/cairo(status:)``.
  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try FigureLayout.bytes(as: format, recipe: recipe) { FigureLayout(self, on: $0) }
  }
}
