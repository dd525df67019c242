/// The pixels that one side of a rectangle covers without smoothing, and the source pixel of each.
///
/// Numbers only, no arrays: spans are read for every cell that is drawn, by all threads.
package struct PixelSpan: Equatable, Sendable {
  /// The first pixel.
  package let first: Int
  /// The number of pixels.
  package let count: Int
  /// The source index of the first pixel and the step to that of the next, in 65536ths.
  private let base, step: Int
  /// The highest source index.
  private let last: Int

  /// The source index of a pixel, counted from the first.
  @inline(__always)
  func source(_ index: Int) -> Int { min(max((base + index * step) >> 16, 0), last) }

  /// The source index of each pixel from the first on.
  package var sources: [Int] { (0..<count).map(source) }

  private init(first: Int, count: Int, base: Int, step: Int, last: Int) {
    (self.first, self.count, self.base, self.step, self.last) = (first, count, base, step, last)
  }

  /// - Parameters:
  ///   - extent: the side, in pixels of the picture.
  ///   - source: the number of pixels of what is drawn.
  ///   - size: the number of pixels of the picture.
  ///   - isBackground: counts by the exact scale where the rectangle begins outside the picture. The library does so for
  ///     the background; for everything that is drawn on it, it counts in whole steps everywhere.
  package init(_ extent: PixelRange, source: Int, size: Int, isBackground: Bool = false) {
    guard extent.isSensible else {
      self.init(first: 0, count: 0, base: 0, step: 0, last: 0)
      return
    }
    let start = max(rounded(extent.start), 0)
    let end = min(rounded(extent.end), size)
    guard start < end else {
      self.init(first: start, count: 0, base: 0, step: 0, last: 0)
      return
    }
    let scale = 65536 / (extent.length / Double(source))
    let step = truncated(scale)
    let isExact = isBackground && rounded(extent.start) < start
    let offset = (Double(start) + 0.5 - extent.start) * (isExact ? scale : Double(step))
    let base = truncated(offset.rounded(.up)) - 1
    // procgen's guard against reading beyond the end of a picture.
    let isBeyond = !(0..<source).contains((base + (end - start - 1) * step) >> 16)
    self.init(first: start, count: end - start - (isBeyond ? 1 : 0), base: base, step: step, last: source - 1)
  }

  /// The pixels of something that is drawn in its own size.
  init(unscaled extent: PixelRange, size: Int) {
    let start = rounded(extent.start)
    let first = max(start, 0)
    let end = min(min(rounded(extent.end), size), start + truncated(extent.length))
    self.init(
      first: first, count: max(0, end - first), base: (first - start) << 16, step: 1 << 16,
      last: truncated(extent.length) - 1)
  }
}

/// Rounds to the nearest whole number, halves up.
func rounded(_ value: Double) -> Int {
  if value >= 0 { return truncated(value + 0.5) }
  let base = truncated(value - 1)
  return truncated(value - Double(base) + 0.5) + base
}
