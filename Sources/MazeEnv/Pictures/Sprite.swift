/// A picture as it is drawn from: premultiplied 8-bit colours with alpha.
public struct Sprite: Sendable, Equatable {
  /// Pixels along a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Red, green, blue and alpha from the lowest byte up, row by row, the top row first.
  let pixels: [UInt32]

  /// - Precondition: there are `width` times `height` pixels.
  init(width: Int, height: Int, pixels: [UInt32]) {
    precondition(width > 0 && height > 0 && pixels.count == width * height, "a picture of the wrong size")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// One pixel of an opaque colour.
  init(red: UInt32, green: UInt32, blue: UInt32) {
    self.init(width: 1, height: 1, pixels: [red | green << 8 | blue << 16 | 255 << 24])
  }

  /// The picture with left and right exchanged.
  var mirrored: Sprite {
    var mirrored = [UInt32]()
    mirrored.reserveCapacity(pixels.count)
    for row in 0..<height {
      mirrored.append(contentsOf: pixels[(row * width)..<((row + 1) * width)].reversed())
    }
    return Sprite(width: width, height: height, pixels: mirrored)
  }
}

/// The pixels of a sprite while they are drawn: nothing that threads would count references of.
struct SpritePixels {
  let width, height: Int
  let pixels: UnsafePointer<UInt32>
}

extension Sprite {
  /// Calls `body` with the pixels.
  func withPixels(_ body: (SpritePixels) -> Void) {
    pixels.withUnsafeBufferPointer { pixels in
      if let start = pixels.baseAddress { body(SpritePixels(width: width, height: height, pixels: start)) }
    }
  }
}

/// The product of two 8-bit fractions of 255, rounded.
@inline(__always)
func product(_ value: UInt32, _ alpha: UInt32) -> UInt32 {
  let product = value * alpha
  return (product + (product >> 8) + 128) >> 8
}
