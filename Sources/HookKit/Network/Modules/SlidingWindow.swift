/// A window that slides along one axis of an image, as those of convolutions and poolings do.
public struct SlidingWindow: Hashable, Sendable {
  /// How many cells it covers.
  public let size: Int
  /// How many cells it moves from one place to the next.
  public let stride: Int
  /// How many cells it begins before the image.
  public let padding: Int
  /// How many cells behind the image it may end.
  public let endPadding: Int

  /// A window of `size` cells, with as many cells behind the image as before it unless given.
  ///
  /// - Precondition: `size` and `stride` are positive, and neither padding is negative.
  public init(size: Int, stride: Int = 1, padding: Int = 0, endPadding: Int? = nil) {
    let endPadding = endPadding ?? padding
    precondition(
      size > 0 && stride > 0 && padding >= 0 && endPadding >= 0,
      "size \(size), stride \(stride), padding \(padding) and \(endPadding)")
    (self.size, self.stride, self.padding, self.endPadding) = (size, stride, padding, endPadding)
  }

  /// How many places it has along so many cells; nil where it does not fit.
  public func count(along length: Int) -> Int? {
    let padded = padding + length + endPadding
    return padded >= size ? (padded - size) / stride + 1 : nil
  }

  /// The cells that it covers at each place, without the padding; none in a place that is all padding.
  public func cells(along length: Int) -> [Range<Int>] {
    (0..<(count(along: length) ?? 0)).map { place in
      let start = place * stride - padding
      let first = min(max(start, 0), length)
      return first..<max(first, min(start + size, length))
    }
  }
}

/// A module whose window slides over images.
public protocol SlidesOverImages: Module {
  /// The window along the lines, and that along the columns.
  var window: (lines: SlidingWindow, columns: SlidingWindow) { get }
}

extension SlidesOverImages {
  /// The shape of one row of the output.
  ///
  /// - Parameters:
  ///   - row: the shape of one row of the input.
  ///   - channels: how many it has; those of the input unless given.
  /// - Throws: ``ModuleError`` when the row is no image, or smaller than the window.
  public func slidShape(of row: Shape, channels: Int? = nil) throws -> Shape {
    let image = try imageSizes(row)
    guard let height = window.lines.count(along: image.height), let width = window.columns.count(along: image.width)
    else { throw ModuleError(self, "an image of \(image.height)x\(image.width) is smaller than the kernel") }
    return [channels ?? image.channels, height, width]
  }

  public func cellSources(of rows: [Shape]) -> CellSources {
    .windows(lines: window.lines.cells(along: rows[0][1]), columns: window.columns.cells(along: rows[0][2]))
  }
}
