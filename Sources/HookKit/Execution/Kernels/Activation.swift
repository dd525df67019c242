import CKernels

/// A value of some rows as the kernels keep it: what a ``StoredRegions`` says, with images channels-last.
///
/// Written once, by the kernel that makes it, and only read after that; that is why it may be shared between threads.
struct Activation: @unchecked Sendable {
  let extent: StoredRegions
  /// The rectangles of the extent with the addresses of their cells.
  let windows: [hk_window]
  let buffer: Buffer
  /// The bases, where they are kept.
  let kept: KeptBases?

  var rows: Int { extent.rows }
  var shape: Shape { extent.shape }
  var isImage: Bool { extent.isImage }
  var hasBase: Bool { extent.hasBase }
  var pointer: UnsafeMutablePointer<Float> { buffer.pointer }

  /// Rows with anything in them.
  ///
  /// - Parameter kept: the bases with where the values that the rows differ from lie, where the extent says they are kept.
  init(_ extent: StoredRegions, in pool: BufferPool, _ kept: KeptBases.Values? = nil) {
    precondition(extent.hasKeptBases == (kept != nil), "bases are kept, or computed with the rows")
    (self.extent, self.kept) = (extent, kept?.bases)
    let channels = extent.isImage ? extent.shape[0] : 0
    buffer = pool.buffer(extent.count)
    var next = buffer.pointer
    // Where nothing is computed, nobody looks at cells.
    let own = extent.rects.prefix(pool.isDry ? 0 : extent.images).map { rect in
      defer { next += rect.height * rect.width * channels }
      return hk_window(
        cells: next, top: Int32(rect.top), left: Int32(rect.left), height: Int32(rect.height), width: Int32(rect.width))
    }
    windows = own + (kept?.windows ?? [])
  }

  /// The images as the kernels take them.
  func withImages<Result>(_ body: (UnsafePointer<hk_images>) throws -> Result) rethrows -> Result {
    try windows.withUnsafeBufferPointer { windows in
      var images = hk_images(
        windows: windows.baseAddress, rows: rows, bases: extent.bases, height: shape[1], width: shape[2],
        channels: shape[0])
      return try body(&images)
    }
  }
}

extension Activation {
  /// The kernels' form of a tensor `[N, ...]`.
  init(_ tensor: Tensor, in pool: BufferPool) {
    self.init(StoredRegions(rows: tensor.rows, shape: tensor.shape.row), in: pool)
    pool.perform(extent.moved()) {
      tensor.withUnsafeScalars { scalars in
        guard let source = scalars.baseAddress else { return }
        if isImage {
          transpose(source, into: windows, pool.level)
        } else {
          pointer.update(from: source, count: scalars.count)
        }
      }
    }
  }

  /// What would be made of a tensor, or by copying as much, where nothing is computed.
  init(counted extent: StoredRegions, in pool: BufferPool) {
    self.init(extent, in: pool)
    pool.perform(Self.filling(extent), scratch: Self.fillingBytes(extent)) {
      preconditionFailure("a value that is only counted")
    }
  }

  /// Rows of a tensor `[N, ...]` that differ from `base` `[1, ...]` in the rectangles of `extent` only.
  init(_ tensor: Tensor, rows: Range<Int>, base: Tensor, _ extent: StoredRegions, in pool: BufferPool) {
    self.init(extent, in: pool)
    pool.perform(Self.filling(extent), scratch: Self.fillingBytes(extent)) {
      fill(from: tensor, rows, pool)
      fillBase(from: base, pool)
    }
  }

  /// Some of the images, each stored where it differs from their base: the rectangles of `extent`.
  init(_ images: WindowedImages, rows: Range<Int>, _ extent: StoredRegions, in pool: BufferPool) {
    self.init(extent, in: pool)
    pool.perform(extent.moved()) {
      images.cells.withUnsafeBufferPointer { cells in
        guard let first = cells.baseAddress else { return }
        for (window, source) in zip(windows, images.windows[rows]) {
          let count = source.height * source.width * shape[0]
          if count > 0 { window.cells.update(from: first + source.start, count: count) }
        }
      }
      fillBase(from: images.base, pool)
    }
  }

  /// Fills the one base from a tensor `[1, ...]`.
  private func fillBase(from base: Tensor, _ pool: BufferPool) {
    base.withUnsafeScalars { scalars in
      if let source = scalars.baseAddress { transpose(source, into: [windows[rows]], pool.level) }
    }
  }

  /// Rows that differ from `bases` in the rectangles of `extent` only; the rectangles are yet to be filled.
  init(_ extent: StoredRegions, bases: Activation, in pool: BufferPool) {
    self.init(extent, in: pool)
    precondition(extent.bases == bases.rows && !bases.hasBase, "the bases are not those of the extent")
    pool.perform(extent.moved()) { windows[rows].cells.update(from: bases.pointer, count: bases.extent.count) }
  }

  /// Rows that differ from kept bases in the rectangles of `extent` only.
  init(_ tensor: Tensor, _ extent: StoredRegions, in pool: BufferPool, _ kept: KeptBases.Values) {
    self.init(extent, in: pool, kept)
    fill(from: tensor, 0..<rows, pool)
  }

  /// Fills the rectangles of all rows with their cells of these rows of a tensor `[N, ...]`: one by one where they are few, and
  /// from whole rows in the kernels' form where that is faster.
  private func fill(from tensor: Tensor, _ source: Range<Int>, _ pool: BufferPool) {
    guard Self.fillsWhole(extent) else {
      return fill(rows: 0..<rows, from: tensor, source.lowerBound)
    }
    Activation(tensor[rows: source], in: pool).withImages { images in
      for row in 0..<rows { withCopy(of: row) { hk_copy(images, row, $0) } }
    }
  }

  private static func fillsWhole(_ extent: StoredRegions) -> Bool {
    extent.storedPart > RowRelation.maxDifferingFraction
  }

  /// What it costs to fill the rectangles of all rows.
  private static func filling(_ extent: StoredRegions) -> Cost {
    let isWhole = extent.hasBase && fillsWhole(extent)
    return extent.moved() + (isWhole ? extent.whole.moved() : Cost())
  }

  private static func fillingBytes(_ extent: StoredRegions) -> Int {
    extent.hasBase && fillsWhole(extent) ? BufferPool.bytes(extent.whole.count) : 0
  }

  /// Fills the rectangles of some rows with their cells of a tensor `[N, ...]`, from its row `first` on.
  func fill(rows: Range<Int>, from tensor: Tensor, _ first: Int = 0) {
    let (channels, height, width) = (shape[0], shape[1], shape[2])
    tensor.withUnsafeScalars { scalars in
      for (number, row) in rows.enumerated() {
        let window = windows[row]
        guard var to = window.cells else { continue }
        for y in Int(window.top)..<Int(window.top + window.height) {
          for x in Int(window.left)..<Int(window.left + window.width) {
            let from = (first + number) * shape.count + y * width + x
            for channel in 0..<channels { to[channel] = scalars[from + channel * height * width] }
            to += channels
          }
        }
      }
    }
  }

  /// The tensor `[N, ...]` of this value.
  func tensor(_ pool: BufferPool) -> Tensor {
    if pool.isDry {
      leave(pool)
      return Tensor(repeating: 0, shape: shape.batched(rows))
    }
    return Tensor(shape: shape.batched(rows)) { scalars in
      if let target = scalars.baseAddress { write(rows: 0..<rows, to: target, pool) }
    }
  }

  /// Counts what it takes to bring this value into a tensor's order, row by row.
  func leave(_ pool: BufferPool) {
    let copies = hasBase ? 2 : 1
    pool.perform(
      Cost(floatsMoved: 2 * copies * extent.whole.count), scratch: hasBase ? BufferPool.bytes(shape.count) : 0
    ) {}
  }

  /// Writes some rows in a tensor's order.
  func write(rows: Range<Int>, to target: UnsafeMutablePointer<Float>, _ pool: BufferPool) {
    guard isImage else {
      return target.update(from: pointer + rows.lowerBound * shape.count, count: rows.count * shape.count)
    }
    let scratch = hasBase ? pool.buffer(shape.count) : nil
    defer { withExtendedLifetime(scratch) {} }
    for (place, row) in rows.enumerated() {
      var whole = windows[row]
      if let scratch {
        whole = hk_window(cells: scratch.pointer, top: 0, left: 0, height: Int32(shape[1]), width: Int32(shape[2]))
        withImages { hk_copy($0, row, &whole) }
      }
      hk_to_channels_first(pool.level, whole.cells, shape[0], shape[1] * shape[2], target + place * shape.count)
    }
  }

  /// Writes the one base in a tensor's order.
  func writeBase(to target: UnsafeMutablePointer<Float>, _ pool: BufferPool) {
    guard let cells = windows[rows].cells else { return }
    hk_to_channels_first(pool.level, cells, shape[0], shape[1] * shape[2], target)
  }

  /// The base as a tensor `[1, ...]`.
  ///
  /// - Precondition: there is exactly one.
  func baseTensor(_ pool: BufferPool) -> Tensor {
    precondition(extent.bases == 1, "these rows have no base in common")
    return Tensor(shape: shape.batched(1)) { scalars in
      if let target = scalars.baseAddress { writeBase(to: target, pool) }
    }
  }

  /// The same rows, each stored whole and without a base.
  func whole(_ pool: BufferPool) -> Activation {
    guard hasBase else { return self }
    let result = Activation(extent.whole, in: pool)
    pool.perform(result.extent.moved()) {
      withImages { images in for row in 0..<rows { result.withCopy(of: row) { hk_copy(images, row, $0) } } }
    }
    return result
  }

  /// Whole rows in groups of `size`: those groups, in that order.
  func gathering(lanes: [Int], of size: Int, _ pool: BufferPool) -> Activation {
    precondition(!hasBase, "rows that are related to a base cannot be gathered")
    let result = Activation(StoredRegions(rows: lanes.count * size, shape: shape), in: pool)
    let count = size * shape.count
    pool.perform(result.extent.moved()) {
      for (place, lane) in lanes.enumerated() {
        (result.pointer + place * count).update(from: pointer + lane * count, count: count)
      }
    }
    return result
  }

  /// Calls `body` with the window of every row; with parts of it, lines of whole width, where a team divides them.
  ///
  /// - Parameter body: told the row, the part of its window, and which member of the team calls.
  func divide(_ pool: BufferPool, _ body: @escaping @Sendable (_ row: Int, _ part: hk_window, _ member: Int) -> Void) {
    guard pool.team != nil else {
      for row in 0..<extent.images { body(row, windows[row], 0) }
      return
    }
    for row in 0..<extent.images {
      let height = Int(windows[row].height), line = Int(windows[row].width) * shape[0]
      pool.divide(height, least: max(1, Self.leastPart / max(1, line))) { lines, member in
        var part = windows[row]
        part.cells += lines.lowerBound * line
        (part.top, part.height) = (part.top + Int32(lines.lowerBound), Int32(lines.count))
        body(row, part, member)
      }
    }
  }

  /// The least number of floats of a part that is worth handing over.
  private static let leastPart = 1 << 13

  func withCopy(of row: Int, _ body: (UnsafePointer<hk_window>) -> Void) {
    var window = windows[row]
    body(&window)
  }

  private func transpose(_ source: UnsafePointer<Float>, into windows: [hk_window], _ level: hk_level) {
    for (row, window) in windows.enumerated() {
      hk_to_channels_last(level, source + row * shape.count, shape[0], shape[1] * shape[2], window.cells)
    }
  }
}
