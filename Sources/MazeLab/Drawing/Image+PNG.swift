import MazeEnv

extension Image {
  /// The contents of a PNG file with exactly these pixels.
  ///
  /// - Parameter recipe: JSON that says how the picture was made; the file carries it as the text `Recipe`.
  /// - Throws: `Fault`, where memory ends.
  public func png(recipe: String) throws -> [UInt8] {
    PNGMetadata.adding(recipe, pixelsPerPoint: 1, to: try PNGFile.bytes(width: width, height: height, rgb: pixels))
  }
}
