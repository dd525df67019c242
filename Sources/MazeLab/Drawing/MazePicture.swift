import MazeEnv

/// The picture of a maze under the arrows: cut to size, faded, and with a place for every square.
struct MazePicture {
  /// The pixels of the part that is shown.
  private let pixels: CairoPixels
  /// The outer squares that are shown, the same for rows and columns.
  private let shown: Range<Int>
  private let padding: Int
  /// The number of squares along each side of what is shown.
  var squaresAcross: Int { shown.count }

  /// - Parameter renderer: draws the maze, without the mouse, 512 x 512.
  init(_ state: MazeState, renderer: MazeRenderer, keepsPadding: Bool) {
    var state = state
    // In memory mode the picture would show only what is around the mouse.
    state.settings.centerAgent = false
    let world = state.mode.worldSize
    padding = state.maze.padding
    let rim = min(1, padding)
    shown = keepsPadding ? 0..<world : padding - rim..<world - padding + rim
    let image = renderer.picture(of: state, showingMouse: false)
    let maze = state.maze
    let bright = Set(maze.cheeses.map(maze.outer))
    pixels = Self.cut(image, to: shown, of: world, bright: bright)
  }

  /// The part of the picture that shows the squares `shown` on both axes, faded but for the outer squares `bright`.
  private static func cut(_ image: Image, to shown: Range<Int>, of world: Int, bright: Set<Square>) -> CairoPixels {
    func pixel(_ square: Int) -> Int { (square * image.width + world / 2) / world }
    let columns = pixel(shown.lowerBound)..<pixel(shown.upperBound)
    // Row 0 of the world is at the bottom of the picture.
    let rows = pixel(world - shown.upperBound)..<pixel(world - shown.lowerBound)
    var rgb: [UInt8] = []
    rgb.reserveCapacity(rows.count * columns.count * 3)
    for row in rows {
      for column in columns {
        let at = (row * image.width + column) * 3
        let color = (image.pixels[at], image.pixels[at + 1], image.pixels[at + 2])
        let square = Square(world - 1 - row * world / image.height, column * world / image.width)
        rgb += bright.contains(square) ? [color.0, color.1, color.2] : faded(color)
      }
    }
    return CairoPixels(width: columns.count, height: rows.count, rgb: rgb)
  }

  /// How much of the colours is left, and of the brightness: arrows must stand out from any of procgen's backgrounds.
  private static let saturation = 0.6
  private static let brightness = 0.66

  private static func faded(_ color: (red: UInt8, green: UInt8, blue: UInt8)) -> [UInt8] {
    let grey = 0.299 * Double(color.red) + 0.587 * Double(color.green) + 0.114 * Double(color.blue)
    return [color.red, color.green, color.blue].map { part in
      UInt8(((grey + (Double(part) - grey) * saturation) * brightness).rounded())
    }
  }

  /// The side of one square when the picture fills `box`.
  func side(in box: Rectangle) -> Double { box.width / Double(shown.count) }

  /// The place of an inner square when the picture fills `box`.
  func place(of square: Square, in box: Rectangle) -> Rectangle {
    let side = side(in: box)
    let column = square.column + padding - shown.lowerBound
    let row = shown.upperBound - 1 - (square.row + padding)
    return Rectangle(x: box.x + Double(column) * side, y: box.y + Double(row) * side, width: side, height: side)
  }

  /// Draws the picture into `box`.
  func draw(on canvas: Canvas, in box: Rectangle) { canvas.draw(pixels, in: box, smooth: true) }
}
