import MazeEnv

/// One panel of a figure: what is drawn on the squares of a maze.
struct FigurePanel {
  let title: String
  let squares: [Square]
  /// For each square the arrows that start at its centre, in squares.
  let arrows: [[Arrow]]
  let arrowColor: Color
  /// What an arrow of one square means, for the legend.
  let arrowMeaning: String
  /// How many times as long as they are arrows are drawn: more than 1 for differences that could not be seen otherwise.
  let scale: ArrowScale
  /// What colours the squares, or nil.
  let shading: SquareShading?

  /// A panel of these things.
  init(
    title: String, squares: [Square], arrows: [[Arrow]], arrowColor: Color, arrowMeaning: String,
    shading: SquareShading?
  ) {
    (self.title, self.squares, self.arrows) = (title, squares, arrows)
    (self.arrowColor, self.arrowMeaning, self.shading, scale) = (arrowColor, arrowMeaning, shading, .natural)
  }

  /// A field: white arrows.
  init(_ title: String, _ field: VectorField, _ options: FigureOptions, values range: ClosedRange<Double>?) {
    self.title = title
    squares = field.squares
    arrows = field.probabilities.map { groups in
      options.style == .arrows ? [groups.arrow] : ActionGroup.moves.map(groups.component)
    }
    (arrowColor, scale) = (.white, .natural)
    arrowMeaning = options.style == .arrows ? "mean step" : "probability"
    let isShaded = options.shading == .values
    shading = (isShaded ? range : nil).map {
      SquareShading(field.values, range: $0, map: .sequential, label: "state value")
    }
  }

  /// A difference: yellow arrows.
  init(_ title: String, _ delta: FieldDelta, _ options: FigureOptions) {
    self.title = title
    squares = delta.squares
    arrowColor = .yellow
    arrowMeaning = options.style == .arrows ? "change of the mean step" : "change of a probability"
    let arrows =
      switch options.style {
      case .arrows: delta.arrows.map { [$0] }
      case .components:
        delta.squares.indices.map { index in
          ActionGroup.moves.map { delta.patched[index].component($0) - delta.original[index].component($0) }
        }
      }
    self.arrows = arrows
    scale = ArrowScale(toShow: arrows.joined().map(\.length).max() ?? 0)
    switch options.shading {
    case .none: shading = nil
    case .values:
      let most = max(delta.valueChanges.map(abs).max() ?? 0, 1e-6)
      shading = SquareShading(
        delta.valueChanges, range: -most...most, map: .diverging, label: "change of the state value")
    case .totalVariation:
      let most = max(delta.totalVariations.max() ?? 0, 1e-6)
      shading = SquareShading(
        delta.totalVariations, range: 0...most, map: .heat, label: "total variation distance")
    }
  }
}

/// A number for each square, shown as its colour.
struct SquareShading {
  let values: [Double]
  let range: ClosedRange<Double>
  let map: ColorMap
  let label: String

  init(_ values: [Double], range: ClosedRange<Double>, map: ColorMap, label: String) {
    (self.values, self.range, self.map, self.label) = (values, range, map, label)
  }

  /// The colour of a number.
  func color(_ value: Double) -> Color {
    let width = range.upperBound - range.lowerBound
    return map.color(at: width > 0 ? (value - range.lowerBound) / width : 0.5)
  }
}
