import CKernels

/// A rectangle of an image's cells: what of a row is stored, because it differs from the base image.
struct Rect: Hashable, Sendable {
  var top: Int
  var left: Int
  var height: Int
  var width: Int

  /// Nothing.
  static let none = Rect(top: 0, left: 0, height: 0, width: 0)

  static func whole(_ image: Shape) -> Rect { Rect(top: 0, left: 0, height: image[1], width: image[2]) }

  var isEmpty: Bool { height == 0 || width == 0 }

  /// The number of tiles of the image's 4x4 grid that it touches, which is what it costs to compute.
  var tiles: Int { isEmpty ? 0 : ((top + height + 3) / 4 - top / 4) * ((left + width + 3) / 4 - left / 4) }

  /// All cells of the tiles that it touches.
  func inTiles(of image: Shape) -> Rect {
    guard !isEmpty else { return self }
    let (top, left) = (self.top / 4 * 4, self.left / 4 * 4)
    let (bottom, right) = (
      min((self.top + height + 3) / 4 * 4, image[1]), min((self.left + width + 3) / 4 * 4, image[2])
    )
    return Rect(top: top, left: left, height: bottom - top, width: right - left)
  }

  /// The cells of the output that read any of these cells, for a sliding kernel.
  ///
  /// - Parameter output: the shape of the output image.
  func reach(of kernel: hk_kernel, in output: Shape) -> Rect {
    guard !isEmpty else { return .none }
    let lines = Self.reach(top, height, kernel.height, kernel.stride, kernel.padding, output[1])
    let columns = Self.reach(left, width, kernel.width, kernel.stride, kernel.padding, output[2])
    return Rect(top: lines.lowerBound, left: columns.lowerBound, height: lines.count, width: columns.count)
  }

  /// Output cell `o` reads cells `o * stride - padding` up to `o * stride - padding + kernel`.
  private static func reach(
    _ start: Int, _ count: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ size: Int
  ) -> Range<Int> {
    let first = (max(0, start + padding - kernel + 1) + stride - 1) / stride
    let last = (start + count - 1 + padding) / stride
    let lower = min(first, size)
    return lower..<max(lower, min(last + 1, size))
  }

  /// The smallest rectangle around both.
  func union(_ other: Rect) -> Rect {
    if isEmpty { return other }
    if other.isEmpty { return self }
    let (top, left) = (min(top, other.top), min(left, other.left))
    return Rect(
      top: top, left: left, height: max(self.top + height, other.top + other.height) - top,
      width: max(self.left + width, other.left + other.width) - left)
  }
}
