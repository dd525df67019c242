import MazeEnv

/// The picture of a maze under the arrows: cut to size, faded, and with a place for every square.
struct MazePicture {
  /// The part that is shown, and the same once more: red, green and blue, a byte each, row by row from the top.
  private typealias Pixels = (cairo: CairoPixels, rgb: [UInt8])

  private let state: MazeState
  private let renderer: MazeRenderer
  /// What was drawn, once it was asked for.
  private let drawn = Drawn()
  /// The outer squares that are shown, the same for rows and columns.
  private let shown: Range<Int>
  private let padding: Int

  /// - Parameter renderer: draws the maze, without the mouse, 512 x 512; when it is asked for, as most who have a picture write
  ///   something else.
  init(_ state: MazeState, renderer: MazeRenderer, keepsPadding: Bool) {
    var state = state
    // In memory mode the picture would show only what is around the mouse.
    state.settings.centerAgent = false
    (self.state, self.renderer) = (state, renderer)
    padding = state.maze.padding
    let rim = min(1, padding), world = state.mode.worldSize
    shown = keepsPadding ? 0..<world : padding - rim..<world - padding + rim
  }

  private var pixels: Pixels {
    let pixels = drawn.pixels ?? draw()
    drawn.pixels = pixels
    return pixels
  }

  private final class Drawn { var pixels: Pixels? }

  private func draw() -> Pixels {
    let image = renderer.picture(of: state, showingMouse: false)
    let (maze, world) = (state.maze, state.mode.worldSize)
    let side = Double(image.width) / Double(world)
    let bright = maze.cheeses.map { cheese in
      let outer = maze.outer(cheese)
      let centre = Point((Double(outer.column) + 0.5) * side, (Double(world - outer.row) - 0.5) * side)
      return Disc(centre: centre, radius: 0.46 * side)
    }
    return Self.cut(image, to: shown, of: world, bright: bright)
  }

  /// A round part of the picture, in pixels: where the mark of the cheese is drawn.
  private struct Disc {
    let centre: Point
    let radius: Double

    func contains(row: Int, column: Int) -> Bool {
      let (x, y) = (Double(column) + 0.5 - centre.x, Double(row) + 0.5 - centre.y)
      return x * x + y * y < radius * radius
    }
  }

  /// The part of the picture that shows the squares `shown` on both axes, faded but for the discs `bright`.
  private static func cut(_ image: Image, to shown: Range<Int>, of world: Int, bright: [Disc]) -> Pixels {
    func pixel(_ square: Int) -> Int { (square * image.width + world / 2) / world }
    let columns = pixel(shown.lowerBound)..<pixel(shown.upperBound)
    // Row 0 of the world is at the bottom of the picture.
    let rows = pixel(world - shown.upperBound)..<pixel(world - shown.lowerBound)
    var rgb: [UInt8] = []
    rgb.reserveCapacity(rows.count * columns.count * 3)
    for row in rows {
      for column in columns {
        let at = (row * image.width + column) * 3
        let color = RGB(red: image.pixels[at], green: image.pixels[at + 1], blue: image.pixels[at + 2])
        let shown = bright.contains { $0.contains(row: row, column: column) } ? color : color.faded
        rgb.append(shown.red)
        rgb.append(shown.green)
        rgb.append(shown.blue)
      }
    }
    return (CairoPixels(width: columns.count, height: rows.count, rgb: rgb), rgb)
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

  /// Draws what the picture, which fills `box`, shows on a square; nothing where it does not show the square.
  func draw(_ square: Square, on canvas: Canvas, in box: Rectangle) {
    let (pixels, rgb) = pixels
    let place = place(of: square, in: box)
    func range(_ from: Double, _ to: Double, _ count: Int, _ whole: Double) -> Range<Int> {
      let (first, last) = (Int((from / whole * Double(count)).rounded()), Int((to / whole * Double(count)).rounded()))
      return max(0, min(first, count))..<max(0, min(last, count))
    }
    let columns = range(place.x - box.x, place.maxX - box.x, pixels.width, box.width)
    let rows = range(place.y - box.y, place.maxY - box.y, pixels.height, box.height)
    guard !columns.isEmpty, !rows.isEmpty else { return }
    let part = rows.flatMap { row -> ArraySlice<UInt8> in
      let start = row * pixels.width
      return rgb[(start + columns.lowerBound) * 3..<(start + columns.upperBound) * 3]
    }
    canvas.draw(CairoPixels(width: columns.count, height: rows.count, rgb: part), in: place, smooth: true)
  }

  /// Draws the picture into `box`.
  func draw(on canvas: Canvas, in box: Rectangle) { canvas.draw(pixels.cairo, in: box, smooth: true) }
}

/// A pixel's colour.
private struct RGB {
  var red, green, blue: UInt8

  /// How much of the colours is left, and of the brightness: arrows must stand out from any of procgen's backgrounds.
  private static let saturation = 0.6
  private static let brightness = 0.66

  var faded: RGB {
    let grey = 0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)
    func fade(_ part: UInt8) -> UInt8 {
      // Rounded: no part is negative.
      UInt8((grey + (Double(part) - grey) * Self.saturation) * Self.brightness + 0.5)
    }
    return RGB(red: fade(red), green: fade(green), blue: fade(blue))
  }
}
