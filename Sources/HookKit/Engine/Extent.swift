import CKernels

/// What is stored of a value of some rows.
///
/// Of images that is a rectangle each: the one in which the row differs from a base image, which is kept as one more
/// rectangle after those of the rows. Rows that are not related to a base store the whole image. Vectors are plain rows.
struct Extent: Sendable {
  /// The number of rows, without the base.
  let rows: Int
  /// The shape of one row as the rest of HookKit sees it: `[channels, height, width]` for images.
  let shape: Shape
  /// What is stored of each image, and of the base; empty for vectors.
  let rects: [Rect]

  /// Rows of which `rects` are stored; one rectangle more than rows says that the last is the base.
  init(rows: Int, shape: Shape, rects: [Rect]) { (self.rows, self.shape, self.rects) = (rows, shape, rects) }

  /// Whole rows.
  init(rows: Int, shape: Shape) {
    self.init(rows: rows, shape: shape, rects: shape.rank == 3 ? [Rect](repeating: .whole(shape), count: rows) : [])
  }

  var isImage: Bool { shape.rank == 3 }
  /// Whether rows are stored as differences from a base.
  var hasBase: Bool { rects.count > rows }
  /// The number of cells stored of images, of all rows and the base.
  var cells: Int { rects.reduce(0) { $0 + $1.height * $1.width } }
  /// The number of 4x4 tiles that the stored rectangles touch.
  var tiles: Int { rects.reduce(0) { $0 + $1.tiles } }
  /// The number of floats stored.
  var count: Int { isImage ? cells * shape[0] : rows * shape.count }
  /// The same in bytes.
  var bytes: Int { count * MemoryLayout<Float>.stride }
}

extension Extent {
  /// The same rows, each stored whole and without a base.
  var whole: Extent { hasBase ? Extent(rows: rows, shape: shape) : self }

  /// What a sliding kernel makes of these rows; whole rows where that costs hardly more.
  ///
  /// - Parameters:
  ///   - shape: the shape of one row of the output.
  ///   - residual: what will be added to the output. Rectangles cover where either differs from its base; a sum with
  ///     rows that have no base has none.
  func output(of kernel: hk_kernel, shape: Shape, adding residual: Extent? = nil) -> Extent {
    guard hasBase, residual?.hasBase ?? true else { return Extent(rows: rows, shape: shape) }
    var rects = rects.map { $0.reach(of: kernel, in: shape) }
    if let residual { rects = zip(rects, residual.rects).map { $0.union($1) } }
    return Extent(rows: rows, shape: shape, worthwhile: rects)
  }

  /// What the sum of these rows and others stores.
  func sum(with other: Extent) -> Extent {
    guard hasBase, other.hasBase else { return Extent(rows: rows, shape: shape) }
    return Extent(rows: rows, shape: shape, worthwhile: zip(rects, other.rects).map { $0.union($1) })
  }

  /// Above this part of all tiles, differences from a base are no longer worth their while.
  private static let largestPart = 0.9

  private init(rows: Int, shape: Shape, worthwhile rects: [Rect]) {
    let tiles = rects.dropLast().reduce(0) { $0 + $1.tiles }
    let isSmall = Double(tiles) <= Self.largestPart * Double(rows * Rect.whole(shape).tiles)
    if isSmall { self.init(rows: rows, shape: shape, rects: rects) } else { self.init(rows: rows, shape: shape) }
  }
}
