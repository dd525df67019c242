/// What there is to draw, whichever way it was given.
struct Scene {
  static let overlap: Float = 0.02

  let worldSize: Int
  let cells: [Int32]
  let mouse: Entity
  let background: Int
  let useBackgrounds: Bool
  let isMonochrome: Bool
  let followsMouse: Bool
  let minVisibility: Float
  private let visibility: Float

  init(_ state: MazeState) {
    worldSize = state.mode.worldSize
    cells = state.cells
    mouse = state.mouse
    background = Int(state.backgroundIndex)
    useBackgrounds = state.settings.useBackgrounds
    isMonochrome = state.settings.useMonochromeAssets
    followsMouse = state.settings.centerAgent
    visibility = followsMouse ? state.view.visibility : Float(worldSize)
    minVisibility = state.view.minVisibility
  }

  init(_ maze: Maze) {
    worldSize = maze.worldSize
    cells = maze.cells
    var mouse = Entity(x: Float(maze.outerMouse.column) + 0.5, y: Float(maze.outerMouse.row) + 0.5)
    mouse.isReflected = maze.mouseFacesRight
    self.mouse = mouse
    background = maze.background
    useBackgrounds = true
    isMonochrome = false
    followsMouse = maze.mode == .memory
    visibility = followsMouse ? 8 : Float(worldSize)
    minVisibility = 0
  }

  /// The scene with its mouse on the middle of another outer square.
  init(_ scene: Scene, mouseAt square: Square) {
    worldSize = scene.worldSize
    cells = scene.cells
    background = scene.background
    useBackgrounds = scene.useBackgrounds
    isMonochrome = scene.isMonochrome
    followsMouse = scene.followsMouse
    visibility = scene.visibility
    minVisibility = scene.minVisibility
    var mouse = scene.mouse
    mouse.x = Float(square.column) + 0.5
    mouse.y = Float(square.row) + 0.5
    self.mouse = mouse
  }

  /// The view for a picture of `height` pixels; the roundings of each step are procgen's.
  func view(height: Int) -> MazeState.View {
    var view = MazeState.View()
    view.minVisibility = minVisibility
    view.visibility = visibility
    view.centerX = followsMouse ? mouse.x : Float(worldSize) * 0.5
    view.centerY = followsMouse ? mouse.y : Float(worldSize) * 0.5
    let raw: Float = 64 / visibility
    view.unit = Float(Double(raw) * (Double(height) / 64))
    view.viewDim = Float(64 / Double(raw))
    view.xOff = view.unit * (view.centerX - view.viewDim / 2)
    view.yOff = view.unit * (view.centerY - view.viewDim / 2)
    return view
  }

  /// The columns and rows of cells to draw.
  func cellRanges(in view: MazeState.View) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    guard followsMouse else { return (0...(worldSize - 1), 0...(worldSize - 1)) }
    let reach = view.visibility / 2 + 1
    return (Self.range(view.centerX, reach), Self.range(view.centerY, reach))
  }

  private static func range(_ center: Float, _ reach: Float) -> ClosedRange<Int> {
    // A view from a file may be of any size; further cells would be outside the picture.
    let middle = truncated(Double(center))
    let low = max(truncated(Double(center - reach)), middle - 600)
    let high = min(truncated(Double(center + reach)), middle + 600)
    return low...max(low, high)
  }

  func contains(_ outer: Square) -> Bool {
    (0..<worldSize).contains(outer.row) && (0..<worldSize).contains(outer.column)
  }

  /// The value of a cell; outside the world it is wall.
  func value(_ x: Int, _ y: Int) -> Int32 { contains(Square(y, x)) ? cells[y * worldSize + x] : Cell.wall }
}

/// A side of a rectangle in the picture, in pixels.
package struct PixelRange: Equatable {
  package var start: Double
  package var length: Double

  var end: Double { start + length }

  /// Whether it can be drawn at all; only a state from a file has one that cannot.
  var isSensible: Bool {
    start.isFinite && length.isFinite && abs(start) < 1e6 && length > 0 && length < 1e6
  }
}

extension MazeState.View {
  /// Where something from `x` of a width of `width` cells goes.
  package func horizontal(_ x: Float, _ width: Float, overlap: Float) -> PixelRange {
    let start: Float = (x - overlap) * unit - xOff
    let length: Float = (width + 2 * overlap) * unit
    return PixelRange(start: Double(start), length: Double(length))
  }

  /// Where something whose upper edge is at `y`, of a height of `height` cells, goes.
  package func vertical(_ y: Float, _ height: Float, overlap: Float) -> PixelRange {
    let start: Float = ((viewDim - y) - overlap) * unit + yOff
    let length: Float = (height + 2 * overlap) * unit
    return PixelRange(start: Double(start), length: Double(length))
  }
}
