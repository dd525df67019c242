/// A picture of 8-bit RGB pixels.
public struct Image: Sendable, Equatable {
  /// Pixels along a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Red, green and blue of every pixel, row by row, the top row first: uint8 `[height, width, 3]`.
  public internal(set) var pixels: [UInt8]

  /// A black picture.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
    pixels = [UInt8](repeating: 0, count: width * height * 3)
  }

  /// A picture of these pixels.
  ///
  /// - Precondition: there are `width * height * 3` bytes.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height * 3, "\(pixels.count) bytes for \(width) x \(height) pixels")
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }

  /// The red, green and blue of the pixel in a row (from the top) and column.
  ///
  /// - Precondition: the pixel is inside the picture.
  public subscript(row: Int, column: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    precondition((0..<height).contains(row) && (0..<width).contains(column), "a pixel outside the picture")
    let at = (row * width + column) * 3
    return (pixels[at], pixels[at + 1], pixels[at + 2])
  }
}
