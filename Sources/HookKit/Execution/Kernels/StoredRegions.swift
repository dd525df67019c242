import CKernels

/// What is stored of a value of some rows.
///
/// Of images that is a rectangle each: the one in which the row differs from a base image. Bases are kept as further
/// rectangles after those of the rows: one for all rows, or several, in which rows take turns. Rows that are not related
/// to a base store the whole image. Vectors are plain rows.
struct StoredRegions: Sendable {
  /// The number of rows, without the bases.
  let rows: Int
  /// The shape of one row as the rest of HookKit sees it: `[channels, height, width]` for images.
  let shape: Shape
  /// What is stored of each image, and of the bases; empty for vectors.
  let rects: [Rect]
  /// Within what is stored, where each image differs from the base by more than rounding: later values are computed only
  /// where they follow from these. Cells beside them are stored where they cost nothing, because Winograd's products
  /// for the row round them otherwise than those for the base.
  let changed: [Rect]
  /// Rounding counts as a change, too, where a rectangle touches at most this part of the image's tiles.
  let roundingSpreadLimit: Double
  /// Whether the bases are there already, kept by others: see ``BaseImage``. What is stored of a row then depends on that
  /// row alone, so that its bits do not depend on the rows beside it.
  let hasKeptBases: Bool

  /// Rows of which `rects` are stored; those beyond the number of rows are the bases.
  init(
    rows: Int, shape: Shape, rects: [Rect], changed: [Rect]? = nil, roundingSpreadLimit: Double = 0,
    hasKeptBases: Bool = false
  ) {
    (self.rows, self.shape, self.rects) = (rows, shape, rects)
    (self.changed, self.roundingSpreadLimit) = (changed ?? rects, roundingSpreadLimit)
    self.hasKeptBases = hasKeptBases
  }

  /// Whole rows.
  init(rows: Int, shape: Shape) {
    self.init(rows: rows, shape: shape, rects: shape.rank == 3 ? [Rect](repeating: .whole(shape), count: rows) : [])
  }

  var isImage: Bool { shape.rank == 3 }
  /// Whether rows are stored as differences from a base.
  var hasBase: Bool { bases > 0 }
  /// The number of bases: row n is stored as a difference from number n modulo this.
  var bases: Int { max(0, rects.count - rows) }
  /// The number of images that are computed and stored: all rows, and bases that nobody keeps.
  var images: Int { hasKeptBases ? rows : rects.count }
  /// The number of cells stored of images, of all rows and the bases.
  var cells: Int { rects.prefix(images).reduce(0) { $0 + $1.height * $1.width } }
  /// The number of 4x4 tiles that the stored rectangles touch.
  var tiles: Int { rects.prefix(images).reduce(0) { $0 + $1.tiles } }
  /// The number of floats stored.
  var count: Int { isImage ? cells * shape[0] : rows * shape.count }
  /// The same in bytes.
  var bytes: Int { count * MemoryLayout<Float>.stride }

  /// What it costs to make this of values that are read once, or of as much.
  func moved(from read: StoredRegions...) -> Cost {
    Cost(floatsMoved: count + (read.isEmpty ? count : read.reduce(0) { $0 + $1.count }))
  }
}

extension StoredRegions {
  /// The same rows, each stored whole and without a base.
  var whole: StoredRegions { hasBase ? StoredRegions(rows: rows, shape: shape) : self }

  /// The part of their cells that is stored for each row, 0 to 1.
  var storedPart: Double {
    guard isImage, rows > 0 else { return 1 }
    let stored = rects.prefix(rows).reduce(0) { $0 + $1.height * $1.width }
    return Double(stored) / Double(rows * shape[1] * shape[2])
  }

  /// Lanes of these rows that are stored as differences from them.
  ///
  /// - Parameter rects: where each row of each lane differs.
  func relating(to rects: [[Rect]], _ roundingSpreadLimit: Double) -> StoredRegions {
    guard isImage else { return StoredRegions(rows: rects.count * rows, shape: shape) }
    return StoredRegions(
      rows: rects.count * rows, shape: shape, rects: rects.joined() + [Rect](repeating: .whole(shape), count: rows),
      roundingSpreadLimit: roundingSpreadLimit)
  }

  /// What a convolution makes of these rows; whole rows where that costs hardly more.
  ///
  /// - Parameters:
  ///   - shape: the shape of one row of the output.
  ///   - residual: what will be added to the output. Rectangles cover where either differs from its base; a sum with
  ///     rows that have no base has none.
  ///   - inTiles: whether cells are computed in tiles of 4x4; then whole tiles are stored.
  func output(of kernel: hk_kernel, shape: Shape, adding residual: StoredRegions?, inTiles: Bool) -> StoredRegions {
    guard hasBase, residual?.hasBase ?? true else { return StoredRegions(rows: rows, shape: shape) }
    var changed = changed.map { $0.reach(of: kernel, in: shape) }
    if let residual { changed = zip(changed, residual.changed).map { $0.union($1) } }
    return inTiles ? self.inTiles(shape, changed) : worthwhile(shape, changed, changed: changed)
  }

  /// Whole tiles around what has changed are stored; where they are few, rounding in them counts as a change.
  private func inTiles(_ shape: Shape, _ changed: [Rect]) -> StoredRegions {
    let stored = changed.map { $0.inTiles(of: shape) }
    let spreadTiles = roundingSpreadLimit * Double(Rect.whole(shape).tiles)
    return worthwhile(
      shape, stored, changed: zip(changed, stored).map { Double($1.tiles) <= spreadTiles ? $1 : $0 })
  }

  /// What pooling makes of these rows.
  func pooled(by kernel: hk_kernel, shape: Shape) -> StoredRegions {
    guard hasBase else { return StoredRegions(rows: rows, shape: shape) }
    return worthwhile(
      shape, rects.map { $0.reach(of: kernel, in: shape) },
      changed: changed.map { $0.reach(of: kernel, in: shape) })
  }

  /// What the sum of these rows and others stores.
  func sum(with other: StoredRegions) -> StoredRegions {
    guard hasBase, other.hasBase else { return StoredRegions(rows: rows, shape: shape) }
    // As a convolution stores it that adds while it writes: what is looked at in between must not change bits.
    if hasKeptBases { return inTiles(shape, zip(changed, other.changed).map { $0.union($1) }) }
    return worthwhile(
      shape, zip(rects, other.rects).map { $0.union($1) },
      changed: zip(changed, other.changed).map { $0.union($1) })
  }

  /// Above this part of all tiles, differences from a base are no longer worth their while.
  private static let maxTileFraction = 0.9

  private func worthwhile(_ shape: Shape, _ rects: [Rect], changed: [Rect]) -> StoredRegions {
    if hasKeptBases { return replacing(shape, rects, changed: changed) }
    let tiles = changed.prefix(rows).reduce(0) { $0 + $1.tiles }
    let isSmall = Double(tiles) <= Self.maxTileFraction * Double(rows * Rect.whole(shape).tiles)
    return isSmall ? replacing(shape, rects, changed: changed) : StoredRegions(rows: rows, shape: shape)
  }

  /// The same rows of another shape, with other rectangles.
  private func replacing(_ shape: Shape, _ rects: [Rect], changed: [Rect]) -> StoredRegions {
    StoredRegions(
      rows: rows, shape: shape, rects: rects, changed: changed, roundingSpreadLimit: roundingSpreadLimit,
      hasKeptBases: hasKeptBases)
  }

  /// The same rows, which may differ from their kept bases in further rectangles, one for each.
  func widened(by rects: [Rect]) -> StoredRegions {
    let further = rects + [Rect](repeating: .none, count: bases)
    return replacing(
      shape, zip(self.rects, further).map { $0.union($1) }, changed: zip(changed, further).map { $0.union($1) })
  }
}
