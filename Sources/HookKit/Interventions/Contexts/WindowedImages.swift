/// Images that are one base image but for a small rectangle each: what a maze shows with its mouse on many squares.
///
/// Whole images are made when somebody asks for them; runs that relate rows never do.
package final class WindowedImages: Sendable {
  /// Where an image differs from the base.
  package struct Window: Sendable {
    package let top, left, height, width: Int
    /// Where its cells begin in ``WindowedImages/cells``.
    fileprivate(set) var start = 0

    /// A rectangle; an empty one for an image that is the base.
    package init(top: Int = 0, left: Int = 0, height: Int = 0, width: Int = 0) {
      (self.top, self.left, self.height, self.width) = (top, left, height, width)
    }
  }

  /// What they have in common, `[1, channels, height, width]`.
  package let base: Tensor
  /// One for each image.
  package let windows: [Window]
  /// What is in the windows, one after the other, each `[height, width, channels]`.
  let cells: [Float]
  private let whole = Locked<Tensor?>(nil)

  /// Images that differ from `base` in `windows`, whose contents are `cells`.
  ///
  /// - Precondition: there are as many cells as the windows have, and the base has one row.
  package init(base: Tensor, windows: [Window], cells: [Float]) {
    var (placed, next) = (windows, 0)
    for index in placed.indices {
      placed[index].start = next
      next += windows[index].height * windows[index].width * base.shape[1]
    }
    precondition(base.rows == 1 && cells.count == next, "\(cells.count) numbers for windows of \(next)")
    (self.base, self.windows, self.cells) = (base, placed, cells)
  }

  /// The shape of all images, `[N, channels, height, width]`.
  package var shape: Shape { base.shape.row.batched(windows.count) }

  /// All images, which are made once.
  package var tensor: Tensor {
    whole.withLock { whole in
      let made = whole ?? images()
      whole = made
      return made
    }
  }

  private func images() -> Tensor {
    let (channels, height, width) = (base.shape[1], base.shape[2], base.shape[3])
    return Tensor(shape: shape) { scalars in
      for (row, window) in windows.enumerated() {
        let first = row * base.shape.count
        _ = scalars[first..<first + base.shape.count].update(fromContentsOf: base.scalars)
        for cell in 0..<window.height * window.width {
          let (y, x) = (window.top + cell / window.width, window.left + cell % window.width)
          for channel in 0..<channels {
            scalars[first + (channel * height + y) * width + x] = cells[window.start + cell * channels + channel]
          }
        }
      }
    }
  }
}
