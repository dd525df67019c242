/// A square picture being drawn.
struct PixelBuffer {
  let size: Int
  /// Red, green and blue of every pixel, row by row, the top row first.
  private(set) var pixels: [UInt8]

  init(size: Int) {
    self.size = size
    pixels = [UInt8](repeating: 0, count: size * size * 3)
  }

  var image: Image {
    var image = Image(width: size, height: size)
    image.pixels = pixels
    return image
  }

  /// Calls `body` with the pixels, to be drawn on.
  mutating func withPixels(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
    pixels.withUnsafeMutableBufferPointer { body($0) }
  }

  /// Draws the nearest pixels of a sprite.
  mutating func draw(_ sprite: Sprite, columns: PixelSpan, rows: PixelSpan) {
    let size = size
    sprite.withPixels { sprite in withPixels { Self.draw(sprite, columns, rows, on: $0, size: size) } }
  }

  /// Draws the nearest pixels of a sprite on a square picture of `size`.
  static func draw(
    _ sprite: SpritePixels, _ columns: PixelSpan, _ rows: PixelSpan, on pixels: UnsafeMutableBufferPointer<UInt8>,
    size: Int
  ) {
    for row in 0..<rows.count {
      let source = sprite.pixels + rows.source(row) * sprite.width
      var at = ((rows.first + row) * size + columns.first) * 3
      for column in 0..<columns.count {
        blend(source[columns.source(column)], into: pixels, at: at)
        at += 3
      }
    }
  }

  /// Puts a premultiplied colour over the pixel at a byte offset.
  @inline(__always)
  mutating func blend(_ color: UInt32, at offset: Int) {
    Self.blend(color, into: &pixels, at: offset)
  }

  /// Puts a premultiplied colour over the pixel at a byte offset of `pixels`.
  @inline(__always)
  static func blend(_ color: UInt32, into pixels: inout [UInt8], at offset: Int) {
    pixels.withUnsafeMutableBufferPointer { blend(color, into: $0, at: offset) }
  }

  @inline(__always)
  private static func blend(_ color: UInt32, into pixels: UnsafeMutableBufferPointer<UInt8>, at offset: Int) {
    let alpha = color >> 24
    if alpha == 255 {
      pixels[offset] = UInt8(truncatingIfNeeded: color)
      pixels[offset + 1] = UInt8(truncatingIfNeeded: color >> 8)
      pixels[offset + 2] = UInt8(truncatingIfNeeded: color >> 16)
    } else if alpha > 0 {
      for channel in 0..<3 {
        let value = (color >> UInt32(8 * channel)) & 255
        let below = product(UInt32(pixels[offset + channel]), 255 - alpha)
        pixels[offset + channel] = UInt8(truncatingIfNeeded: value + below)
      }
    }
  }

  /// Mixes an opaque colour with the pixel at a byte offset.
  @inline(__always)
  mutating func mix(_ color: UInt32, _ cover: UInt32, at offset: Int) {
    for channel in 0..<3 {
      let value = (color >> UInt32(8 * channel)) & 255
      let sum = value * cover + UInt32(pixels[offset + channel]) * (255 - cover)
      let mixed = cover == 255 ? value : (sum + (sum >> 8) + 128) >> 8
      pixels[offset + channel] = UInt8(truncatingIfNeeded: mixed)
    }
  }
}
