/// How much of each pixel a rectangle covers, with the roundings of the rasteriser that procgen draws with.
struct Coverage {
  /// Neighbouring pixels of a row that are covered equally far.
  struct Segment {
    var start: Int
    var length: Int
    /// 65536 times 255 for full width; as `coverage(of:row:)` gives it, 255 for fully covered.
    var cover: Int
  }

  private static let one = 65536
  private let size: Int
  private let top: Double
  private let bottom: Double
  private let segments: [Segment]

  /// Nil when nothing is to be drawn.
  init?(columns: PixelRange, rows: PixelRange, size: Int) {
    guard columns.isSensible, rows.isSensible,
      let edges = Self.edges(
        x: columns.start, y: rows.start, w: columns.length, h: rows.length, limit: Double(size))
    else { return nil }
    guard truncated((edges.right - edges.left) * 64) != 0, truncated((edges.bottom - edges.top) * 64) != 0
    else { return nil }
    self.size = size
    top = edges.top
    bottom = edges.bottom
    segments = Self.segments(from: edges.left, to: edges.right)
  }

  /// The rows that may be covered.
  var rows: Range<Int> { truncated(top)..<max(truncated(top), min(truncated(bottom), size - 1) + 1) }

  /// The covered segments of a row, with covers of 1 to 255, from left to right.
  func segments(ofRow row: Int) -> [Segment] {
    let height =
      min((row + 1) * Self.one, truncated(bottom * 65536)) - max(row * Self.one, truncated(top * 65536))
    return segments.compactMap { segment in
      var segment = segment
      segment.cover = (((height * segment.cover) >> 16) >> 16) & 255
      segment.length = min(segment.length, size - segment.start)
      return segment.cover > 0 && segment.length > 0 ? segment : nil
    }
  }

  private typealias Edges = (left: Double, top: Double, right: Double, bottom: Double)

  /// The rectangle as a horizontal line through its middle that is as wide as the rectangle is high, clipped
  /// to the picture: the rasteriser draws rectangles in this roundabout way, and its roundings show.
  private static func edges(x: Double, y: Double, w: Double, h: Double, limit: Double) -> Edges? {
    let middle = (y + (y + h)) * 0.5
    var a = x
    var b = x + w
    var ratio = h / w
    let reach = abs(b - a) * ratio * 0.5
    if a < 0 || a > limit || b < 0 || b > limit || middle < -reach || middle > limit + reach {
      let difference = b - a
      let inverse = 1 / difference
      let first = max(0, (0 - a) * inverse)
      let second = min(1, (limit - a) * inverse)
      if first >= second || middle <= -reach || middle >= limit + reach { return nil }
      (a, b) = (a + difference * first, a + difference * second)
    }
    let whole = x - (x + w)
    ratio *= ((whole * whole) / ((a - b) * (a - b))).squareRoot()
    let centerX = (a + b) * 0.5
    let halfWidth = abs(b - a) * 0.5
    let halfHeight = ratio * halfWidth
    let top = middle - halfHeight
    let bottom = middle + halfHeight
    let inverse = 1 / ratio
    let half = 0.5 * inverse * (bottom - top)
    func clamped(_ value: Double) -> Double { min(max(value, 0), limit) }
    return (clamped(centerX - half), clamped(top), clamped(centerX + half), clamped(bottom))
  }

  private static func segments(from left: Double, to right: Double) -> [Segment] {
    let first = truncated(left)
    let last = truncated(right)
    let leftCover = (first + 1) * one - truncated(left * 65536)
    let rightCover = truncated(right * 65536) - last * one
    if first == last {
      // The library counts a sliver inside one pixel too far, and keeps the low 8 bits of the sum: at the
      // left edge of the picture it shows.
      return [Segment(start: first, length: 1, cover: (leftCover + rightCover) * 255)]
    }
    var segments = [Segment]()
    if leftCover == one {
      segments.append(Segment(start: first, length: last - first, cover: leftCover * 255))
    } else {
      segments.append(Segment(start: first, length: 1, cover: leftCover * 255))
      if last - first > 1 {
        segments.append(Segment(start: first + 1, length: last - first - 1, cover: 255 * one))
      }
    }
    if rightCover > 0 { segments.append(Segment(start: last, length: 1, cover: rightCover * 255)) }
    return segments
  }
}
