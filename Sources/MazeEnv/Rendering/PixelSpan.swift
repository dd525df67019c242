/// The pixels that one side of a rectangle covers without smoothing, and the source pixel of each.
package struct PixelSpan: Equatable {
  /// The first pixel.
  package let first: Int
  /// The source index of each pixel from the first on.
  package let sources: [Int]

  /// - Parameters:
  ///   - extent: the side, in pixels of the picture.
  ///   - source: the number of pixels of what is drawn.
  ///   - size: the number of pixels of the picture.
  ///   - isBackground: counts by the exact scale where the rectangle begins outside the picture. The library does so for
  ///     the background; for everything that is drawn on it, it counts in whole steps everywhere.
  package init(_ extent: Extent, source: Int, size: Int, isBackground: Bool = false) {
    guard extent.isSensible else {
      first = 0
      sources = []
      return
    }
    let start = max(rounded(extent.start), 0)
    let end = min(rounded(extent.end), size)
    first = start
    guard start < end else {
      sources = []
      return
    }
    let scale = 65536 / (extent.length / Double(source))
    let step = truncated(scale)
    let isExact = isBackground && rounded(extent.start) < start
    let offset = (Double(start) + 0.5 - extent.start) * (isExact ? scale : Double(step))
    let base = truncated(offset.rounded(.up)) - 1
    var indices = (0..<(end - start)).map { (base + $0 * step) >> 16 }
    // procgen's guard against reading beyond the end of a picture.
    if let last = indices.last, !(0..<source).contains(last) { indices.removeLast() }
    sources = indices.map { min(max($0, 0), source - 1) }
  }

  /// The pixels of something that is drawn in its own size.
  init(unscaled extent: Extent, size: Int) {
    let start = rounded(extent.start)
    first = max(start, 0)
    let end = min(rounded(extent.end), size)
    sources = first < end ? (first..<end).map { $0 - start }.filter { $0 < truncated(extent.length) } : []
  }
}

/// Rounds to the nearest whole number, halves up.
func rounded(_ value: Double) -> Int {
  if value >= 0 { return truncated(value + 0.5) }
  let base = truncated(value - 1)
  return truncated(value - Double(base) + 0.5) + base
}
