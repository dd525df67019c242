import MazeEnv

extension Image {
  /// The picture in another size, its pixels blended.
  ///
  /// - Parameter width: pixels along a row; the height follows.
  public func scaled(toWidth width: Int) -> Image {
    let height = max(1, (self.height * width + self.width / 2) / self.width)
    let canvas = Canvas(pixelsWide: width, high: height)
    canvas.draw(
      CairoPixels(width: self.width, height: self.height, rgb: pixels),
      in: Rectangle(x: 0, y: 0, width: Double(width), height: Double(height)), smooth: true)
    return Image(width: width, height: height, pixels: canvas.pixels())
  }
}
