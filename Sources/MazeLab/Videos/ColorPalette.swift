import CLibrary

/// At most 256 colours that stand for all those of a picture.
///
/// By the median cut of Heckbert, "Color image quantization for frame buffer display" (1982); the box with the largest
/// spread over all its pixels is cut next. The same picture always gives the same colours.
struct ColorPalette {
  /// The colours, `0xRRGGBB`.
  let colors: [UInt32]
  /// The nearest colours found last: in the place of a colour, the colour and the number of its nearest one.
  private var nearest = [UInt64](repeating: .max, count: Self.places)

  private static let places = 1 << 16

  /// - Parameters:
  ///   - pixels: red, green and blue, a byte each.
  ///   - fixed: colours that must be among them.
  init(pixels: [UInt8], fixed: [UInt32], limit: Int = 256) {
    var counts: [UInt32: Int] = [:]
    for at in stride(from: 0, to: pixels.count, by: 3) { counts[Self.color(pixels, at), default: 0] += 1 }
    for color in fixed { counts[color] = nil }
    let entries = counts.sorted { $0.key < $1.key }.map { Box.Entry(color: $0.key, count: $0.value) }
    var boxes = entries.isEmpty ? [] : [Box(entries)]
    while boxes.count < limit - fixed.count {
      guard let index = boxes.indices.max(by: { boxes[$0].spread < boxes[$1].spread }),
        boxes[index].spread > 0
      else { break }
      let (low, high) = boxes[index].cut()
      boxes[index] = low
      boxes.append(high)
    }
    colors = fixed + boxes.map(\.mean)
  }

  /// The number of the nearest colour, for each pixel.
  ///
  /// - Parameter before: a picture of the same size with its numbers: pixels that are as they were keep theirs. Empty for none.
  mutating func indices(of pixels: [UInt8], after before: (pixels: [UInt8], indices: [UInt8]) = ([], [])) -> [UInt8] {
    var indices = before.indices
    guard before.pixels.count == pixels.count else {
      return (0..<pixels.count / 3).map { index(of: Self.color(pixels, 3 * $0)) }
    }
    pixels.withUnsafeBufferPointer { pixels in
      before.pixels.withUnsafeBufferPointer { old in
        indices.withUnsafeMutableBufferPointer { indices in
          Self.forEachChange(old, pixels) { indices[$0] = index(of: Self.color(pixels, 3 * $0)) }
        }
      }
    }
    return indices
  }

  /// Calls `body` with the number of each pixel that differs between two pictures; looks at some hundred at a time.
  private static func forEachChange(
    _ old: UnsafeBufferPointer<UInt8>, _ new: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void
  ) {
    guard let first = old.baseAddress, let second = new.baseAddress else { return }
    let atOnce = 3 * 128
    for start in stride(from: 0, to: new.count, by: atOnce) {
      let end = min(start + atOnce, new.count)
      guard memcmp(first + start, second + start, end - start) != 0 else { continue }
      for at in stride(from: start, to: end, by: 3) where memcmp(first + at, second + at, 3) != 0 { body(at / 3) }
    }
  }

  private mutating func index(of color: UInt32) -> UInt8 {
    // Fibonacci hashing: nearby colours come to lie far apart.
    let place = Int((color &* 2_654_435_769) >> 16)
    if nearest[place] >> 8 == UInt64(color) { return UInt8(truncatingIfNeeded: nearest[place]) }
    var best = (index: 0, distance: Int.max)
    let parts = (Box.part(color, 0), Box.part(color, 1), Box.part(color, 2))
    for index in colors.indices {
      let other = colors[index]
      let red = parts.0 - Box.part(other, 0)
      let green = parts.1 - Box.part(other, 1)
      let blue = parts.2 - Box.part(other, 2)
      let distance = red * red + green * green + blue * blue
      if distance < best.distance { best = (index, distance) }
    }
    nearest[place] = UInt64(color) << 8 | UInt64(best.index)
    return UInt8(best.index)
  }

  private static func color(_ pixels: [UInt8], _ at: Int) -> UInt32 {
    pixels.withUnsafeBufferPointer { color($0, at) }
  }

  private static func color(_ pixels: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    UInt32(pixels[at]) << 16 | UInt32(pixels[at + 1]) << 8 | UInt32(pixels[at + 2])
  }

  /// Some colours that one colour will stand for.
  private struct Box {
    struct Entry {
      let color: UInt32
      let count: Int
    }

    private let entries: [Entry]
    private let axis: Int
    /// The sum over pixels of squared distances from the mean, along the axis where it is largest.
    let spread: Double

    init(_ entries: [Entry]) {
      self.entries = entries
      let spreads = (0..<3).map { part -> Double in
        let total = Double(entries.reduce(0) { $0 + $1.count })
        let sum = entries.reduce(0.0) { $0 + Double(Self.part($1.color, part) * $1.count) }
        let squares = entries.reduce(0.0) {
          $0 + Double(Self.part($1.color, part) * Self.part($1.color, part) * $1.count)
        }
        return squares - sum * sum / total
      }
      axis = spreads.indices.max { spreads[$0] < spreads[$1] } ?? 0
      spread = entries.count > 1 ? spreads[axis] : 0
    }

    static func part(_ color: UInt32, _ part: Int) -> Int { Int(color >> UInt32(16 - 8 * part) & 255) }

    /// The mean colour.
    var mean: UInt32 {
      let total = entries.reduce(0) { $0 + $1.count }
      return (0..<3).reduce(UInt32(0)) { color, part in
        let sum = entries.reduce(0) { $0 + Self.part($1.color, part) * $1.count }
        return color << 8 | UInt32((sum + total / 2) / total)
      }
    }

    /// Two boxes of about as many pixels.
    func cut() -> (Box, Box) {
      let sorted = entries.sorted {
        (Self.part($0.color, axis), $0.color) < (Self.part($1.color, axis), $1.color)
      }
      let half = sorted.reduce(0) { $0 + $1.count } / 2
      var (count, place) = (0, 0)
      while place < sorted.count - 1, count + sorted[place].count <= half || place == 0 {
        count += sorted[place].count
        place += 1
      }
      return (Box(Array(sorted[..<place])), Box(Array(sorted[place...])))
    }
  }
}
