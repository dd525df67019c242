import HookKit
import MazeEnv

/// A picture of vector fields for papers: one field, or original, patched and their difference side by side.
///
/// Panels show the maze without its mouse; arrows start at the centres of squares and are measured in squares.
public struct FieldFigure {
  let panels: [FigurePanel]
  /// The maze under each panel, and what is marked there.
  let mazes: [(picture: MazePicture, marks: FigureMarks?)]
  let caption: FigureCaption?

  /// A figure of these panels.
  init(panels: [FigurePanel], picture: MazePicture, marks: FigureMarks?, caption: FigureCaption?) {
    (self.panels, self.caption) = (panels, caption)
    mazes = panels.map { _ in (picture, marks) }
  }

  /// The figure of one field, 3.5 inches wide: a column of a journal.
  ///
  /// - Parameters:
  ///   - field: the field.
  ///   - state: the maze the field is of.
  ///   - plan: the edits of the field, whose squares are marked.
  ///   - renderer: what draws the maze.
  ///   - caption: the text under the figure.
  ///   - title: the line above the field.
  ///   - options: what is drawn on each square.
  public init(
    _ field: VectorField, of state: MazeState, under plan: Plan = Plan(), renderer: MazeRenderer,
    caption: FigureCaption,
    title: String = "Vector field", options: FigureOptions = FigureOptions()
  ) {
    self.init(
      panels: [FigurePanel(title, field, options, values: Self.range([field]))],
      picture: MazePicture(state, renderer: renderer, keepsPadding: options.keepsPadding),
      marks: options.showsMarks ? FigureMarks(field).adding(plan) : nil,
      caption: options.showsCaption ? caption : nil)
  }

  /// The figure of a comparison, 7.2 inches wide: original, patched, and patched minus original.
  ///
  /// - Parameters:
  ///   - comparison: the two fields and their difference.
  ///   - state: the maze both fields are of.
  ///   - other: that of the second field, where it is another; the difference is drawn in the first.
  ///   - renderer: what draws the mazes.
  ///   - caption: the text under the figure.
  ///   - options: what is drawn on each square.
  public init(
    _ comparison: FieldComparison, of state: MazeState, versus other: MazeState? = nil, renderer: MazeRenderer,
    caption: FigureCaption, options: FigureOptions = FigureOptions()
  ) {
    let sides = comparison.sides
    let title = sides == .edits ? "Patched minus original" : "Second minus first"
    let range = Self.range([comparison.original, comparison.patched])
    panels = [
      FigurePanel(sides.original, comparison.original, options, values: range),
      FigurePanel(sides.patched, comparison.patched, options, values: range),
      FigurePanel(title, comparison.difference, options),
    ]
    // Mazes of several sizes are drawn in their worlds, so that squares have one size.
    let keepsPadding = options.keepsPadding || comparison.original.grid.count != comparison.patched.grid.count
    func marks(_ field: VectorField, _ plan: Plan) -> FigureMarks? {
      options.showsMarks ? FigureMarks(field).adding(plan) : nil
    }
    // One picture where it is the same maze, which files then have once.
    let picture = MazePicture(state, renderer: renderer, keepsPadding: keepsPadding)
    let second = other.map { MazePicture($0, renderer: renderer, keepsPadding: keepsPadding) } ?? picture
    mazes = [
      (picture, marks(comparison.original, sides == .edits ? Plan() : comparison.plan)),
      (second, marks(comparison.patched, comparison.plan)), (picture, marks(comparison.original, comparison.plan)),
    ]
    self.caption = options.showsCaption ? caption : nil
  }

  private static func range(_ fields: [VectorField]) -> ClosedRange<Double>? {
    let values = fields.flatMap(\.values).filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  public var words: String {
    let names = panels.map(\.title).joined(separator: ", ")
    guard let last = panels.last, !last.arrows.isEmpty else { return "Maze with coloured squares: \(names)" }
    let lengths = last.arrows.map { $0.map(\.length).max() ?? 0 }
    guard let place = lengths.indices.max(by: { lengths[$0] < lengths[$1] }) else { return "Maze: \(names)" }
    return "Maze with arrows on \(last.squares.count.counted("square")): \(names). "
      + "The longest arrow under \"\(last.title)\" is \(lengths[place].threeDigits) squares, at \(last.squares[place])"
  }

  /// The contents of a picture file; nothing is written.
  ///
  /// - Parameters:
  ///   - format: the kind of file.
  ///   - recipe: JSON that says how the figure was made; the file carries it (SVG `<metadata>`, PNG text `Recipe`, PDF
  ///     subject).
  /// - Throws: `Fault` where cairo fails.
  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try FigureLayout.bytes(as: format, recipe: recipe) { FigureLayout(self, on: $0) }
  }
}
