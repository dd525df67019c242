import MazeEnv

/// A maze as procgen draws it for people: as a `.png` pixel for pixel, without a frame or a caption.
public struct MazeImage: Figure {
  private let image: Image
  private let title: String

  /// The width of procgen's own picture in pixels.
  public static let usualWidth = 512

  /// The picture of a state.
  ///
  /// - Parameters:
  ///   - state: the maze.
  ///   - renderer: what draws it.
  ///   - width: pixels along a row; those of procgen are blended where it is another number than theirs.
  ///   - title: what it shows, in words.
  public init(of state: MazeState, renderer: MazeRenderer, width: Int = usualWidth, title: String) {
    let picture = renderer.picture(of: state)
    (image, self.title) = (picture.width == width ? picture : picture.scaled(toWidth: width), title)
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    if format == .png { return try image.png(recipe: recipe) }
    let box = Rectangle(
      x: 0, y: 0, width: Double(image.width) / Canvas.pixelsPerPoint,
      height: Double(image.height) / Canvas.pixelsPerPoint)
    let canvas = Canvas(format, width: box.width, height: box.height, recipe: recipe)
    canvas.title = title
    canvas.draw(CairoPixels(width: image.width, height: image.height, rgb: image.pixels), in: box, smooth: false)
    return try canvas.finish()
  }
}
