import CKernels

extension Activation {
  /// What the rows can be told apart by; a few at a time are brought into a tensor's order, so that they stay in the cache.
  func sketches(_ pool: BufferPool) -> RowSketches {
    var sketches = RowSketches()
    let together = RowSketches.together(shape.count)
    let scratch = pool.buffer(together * shape.count), base = extent.bases == 1 ? pool.buffer(shape.count) : nil
    defer { withExtendedLifetime((scratch, base)) {} }
    if let base { writeBase(to: base.pointer, pool) }
    for first in stride(from: 0, to: rows, by: together) {
      let some = first..<min(first + together, rows)
      for row in some {
        let target = scratch.pointer + (row - first) * shape.count
        if let base, isSmall(windows[row]) {
          write(windows[row], over: base.pointer, to: target)
        } else {
          write(rows: row..<row + 1, to: target, pool)
        }
      }
      sketches.append(
        RowSketches(
          UnsafeBufferPointer(start: scratch.pointer, count: some.count * shape.count), rows: some.count, pool.level))
    }
    return sketches
  }

  /// Whether a window is so small that its cells are better moved one by one than with all of the image.
  private func isSmall(_ window: hk_window) -> Bool {
    4 * Int(window.height) * Int(window.width) < shape[1] * shape[2]
  }

  /// Writes a row in a tensor's order: the base, which is in it already, and the cells of a window.
  private func write(
    _ window: hk_window, over base: UnsafeMutablePointer<Float>, to target: UnsafeMutablePointer<Float>
  ) {
    target.update(from: base, count: shape.count)
    let (channels, height, width) = (shape[0], Int(window.height), Int(window.width))
    guard let cells = window.cells else { return }
    for channel in 0..<channels {
      var to = target + (channel * shape[1] + Int(window.top)) * shape[2] + Int(window.left)
      var from = cells + channel
      for _ in 0..<height {
        for x in 0..<width { to[x] = from[x * channels] }
        (to, from) = (to + shape[2], from + width * channels)
      }
    }
  }
}
