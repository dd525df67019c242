import CKernels

extension Activation {
  /// What the rows can be told apart by; a few at a time are brought into a tensor's order, so that they stay in the cache.
  func sketches(_ pool: BufferPool) -> RowSketches {
    var sketches = RowSketches()
    let together = max(1, min(RowSketches.together, rows))
    let scratch = pool.buffer(together * shape.count), base = extent.bases == 1 ? pool.buffer(shape.count) : nil
    defer { withExtendedLifetime((scratch, base)) {} }
    if let base { writeBase(to: base.pointer, pool) }
    // The window in which a place of the scratch memory differs from the base; nil where something else is there.
    var differing = [hk_window?](repeating: nil, count: together)
    for first in stride(from: 0, to: rows, by: together) {
      let some = first..<min(first + together, rows)
      for (place, row) in some.enumerated() {
        let target = scratch.pointer + place * shape.count
        if let base, isSmall(windows[row]) {
          restore(differing[place], from: base.pointer, to: target)
          write(windows[row], to: target)
          differing[place] = windows[row]
        } else {
          write(rows: row..<row + 1, to: target, pool)
          differing[place] = nil
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

  /// Makes a row the base again, which it differs from in a window; all of it where that is nil.
  private func restore(
    _ window: hk_window?, from base: UnsafeMutablePointer<Float>, to target: UnsafeMutablePointer<Float>
  ) {
    guard let window else { return target.update(from: base, count: shape.count) }
    let width = Int(window.width)
    forEachLine(of: window) { _, place in (target + place).update(from: base + place, count: width) }
  }

  /// Writes the cells of a window in a tensor's order.
  private func write(_ window: hk_window, to target: UnsafeMutablePointer<Float>) {
    let (channels, width) = (shape[0], Int(window.width))
    guard let cells = window.cells else { return }
    forEachLine(of: window) { from, place in
      let (to, from) = (target + place, cells + from)
      for x in 0..<width { to[x] = from[x * channels] }
    }
  }

  /// Calls `body` for every channel and line of a window: where its cells begin in the window, and in a row in a tensor's
  /// order.
  private func forEachLine(of window: hk_window, _ body: (_ from: Int, _ place: Int) -> Void) {
    let (channels, width) = (shape[0], Int(window.width))
    for channel in 0..<channels {
      for line in 0..<Int(window.height) {
        body(
          line * width * channels + channel,
          (channel * shape[1] + Int(window.top) + line) * shape[2] + Int(window.left))
      }
    }
  }
}
