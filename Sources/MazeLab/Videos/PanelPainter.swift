import MazeEnv

/// Draws one maze with its mouse on any square, for videos: the inner maze with one ring of wall, scaled to size.
struct PanelPainter: Sendable {
  private let initial: MazeState
  private let renderer: MazeRenderer
  private let side: Int
  private let padding: Int
  /// The squares that edits select.
  private let edited: [Square]
  /// What was drawn before.
  private var drawn: [Placement: [UInt8]] = [:]

  private struct Placement: Hashable {
    let square: Square
    let facesRight: Bool
    let hasCheese: Bool
  }

  /// More pictures than this are not kept.
  private static let kept = 400

  init(_ initial: MazeState, _ renderer: MazeRenderer, side: Int, marking edited: [Square]) {
    var initial = initial
    // In memory mode the picture would show only what is around the mouse.
    initial.settings.centerAgent = false
    (self.initial, self.renderer, self.side, self.edited) = (initial, renderer, side, edited)
    padding = initial.maze.padding
  }

  /// Whether it draws this maze with these marks.
  func draws(_ initial: MazeState, marking edited: [Square]) -> Bool {
    self.initial.maze == initial.maze && self.edited == edited
  }

  /// The picture before a step of an episode, or after its last: red, green and blue, row by row from the top.
  mutating func pixels(of clip: RolloutClip, at step: Int) -> [UInt8] {
    let record = clip.record
    let placement = Placement(
      square: record.path[step], facesRight: facesRight(record, at: step),
      hasCheese: !(record.outcome == .cheese && step == record.steps))
    if let pixels = drawn[placement] { return pixels }
    let pixels = draw(placement)
    if drawn.count < Self.kept { drawn[placement] = pixels }
    return pixels
  }

  /// The mouse turns with every move to a side, even a blocked one.
  private func facesRight(_ record: EpisodeRecord, at step: Int) -> Bool {
    let turn = record.actions.prefix(step).last {
      ActionGroup.left.actions.contains($0) || ActionGroup.right.actions.contains($0)
    }
    return turn.map { ActionGroup.right.actions.contains($0) } ?? initial.mouse.isReflected
  }

  private func draw(_ placement: Placement) -> [UInt8] {
    var state = initial
    if !placement.hasCheese { state.maze.removeCheese() }
    state.mouse.x = Float(placement.square.column + padding) + 0.5
    state.mouse.y = Float(placement.square.row + padding) + 0.5
    state.mouse.isReflected = placement.facesRight
    let image = renderer.picture(of: state)
    let world = state.mode.worldSize
    let shown = max(0, padding - 1)..<world - max(0, padding - 1)
    // The whole picture, placed so that the squares that are shown fill the panel.
    let scale = Double(side) / Double(shown.count)
    let canvas = Canvas(pixelsWide: side, high: side)
    let box = Rectangle(
      x: -Double(shown.lowerBound) * scale, y: -Double(world - shown.upperBound) * scale,
      width: Double(world) * scale,
      height: Double(world) * scale)
    let pixels = CairoPixels(width: image.width, height: image.height, rgb: image.pixels)
    canvas.draw(pixels, in: box, smooth: true)
    for square in edited {
      let place = Rectangle(
        x: box.x + Double(square.column + padding) * scale,
        y: box.y + Double(world - 1 - square.row - padding) * scale, width: scale, height: scale)
      FigureMarks.draw(.edited, in: place, on: canvas)
    }
    return canvas.pixels()
  }
}
