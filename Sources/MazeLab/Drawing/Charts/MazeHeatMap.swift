import HookKit
import MazeEnv

/// Numbers of a maze's squares as colours on its picture, one panel or several side by side on one scale.
public struct MazeHeatMap: Figure {
  /// A map of one quantity.
  public struct Panel: Sendable, Hashable {
    /// The line above.
    public var title: String
    /// The numbers by inner square; squares without one keep the maze's picture.
    public var values: [Square: Double]

    /// A named map.
    public init(_ title: String, _ values: [Square: Double]) { (self.title, self.values) = (title, values) }
  }

  /// The maps, from left to right.
  public let panels: [Panel]
  /// What the numbers are.
  public let label: String
  private let figure: FieldFigure

  /// Maps on the picture of a maze: 3.5 inches wide for one panel, 7.2 for several.
  ///
  /// - Parameters:
  ///   - panels: the maps, from left to right.
  ///   - state: the maze.
  ///   - renderer: what draws it.
  ///   - label: what the numbers are, beside the scale of colours.
  ///   - caption: the text under the figure; nil for none.
  ///   - range: the numbers at both ends of the colours; by default the least and the largest of all panels.
  ///   - isDiverging: whether 0 is the middle and has no colour, for changes.
  public init(
    _ panels: [Panel], of state: MazeState, renderer: MazeRenderer, label: String, caption: FigureCaption? = nil,
    range: ClosedRange<Double>? = nil, isDiverging: Bool = false
  ) {
    (self.panels, self.label) = (panels, label)
    let values = panels.flatMap(\.values.values).filter(\.isFinite)
    var range = range ?? (values.min() ?? 0)...(values.max() ?? 1)
    if isDiverging {
      let most = max(abs(range.lowerBound), abs(range.upperBound), 1e-6)
      range = -most...most
    }
    let maze = state.maze
    let map: ColorMap = isDiverging ? .diverging : .sequential
    figure = FieldFigure(
      panels: panels.map { FigurePanel($0, range: range, map: map, label: label) },
      picture: MazePicture(state, renderer: renderer, keepsPadding: false), marks: FigureMarks(maze),
      caption: caption)
  }

  public var words: String {
    "\(label) as colours on the squares of a maze: \(panels.map(\.title).joined(separator: ", "))"
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try figure.bytes(as: format, recipe: recipe)
  }

  /// `{"label":, "panels": [{"title":, "squares": [[row, column], ...], "values": [...]}, ...]}`.
  public var json: JSONValue {
    .object([
      .init("label", .string(label)),
      .init(
        "panels",
        .array(
          panels.map { panel in
            let squares = panel.values.keys.sorted()
            return .object([
              .init("title", .string(panel.title)),
              .init("squares", .array(squares.map(\.json))),
              .init("values", .array(squares.compactMap { panel.values[$0] }.map(JSONValue.number))),
            ])
          })),
    ])
  }
}

extension FigurePanel {
  /// A panel of colours without arrows.
  fileprivate init(_ panel: MazeHeatMap.Panel, range: ClosedRange<Double>, map: ColorMap, label: String) {
    let squares = panel.values.filter(\.value.isFinite).keys.sorted()
    self.init(
      title: panel.title, squares: squares, arrows: [], arrowColor: .white, arrowMeaning: "",
      shading: SquareShading(
        squares.compactMap { panel.values[$0] }, range: range, map: map, label: label))
  }
}
