import CKernels
import CLibrary

/// How the rows of a batch are related: they are one base image but for a small rectangle each.
///
/// The observations of a vector field are: they differ in where the mouse is drawn. Then all that is outside the
/// rectangles need be computed only once, for the base. A convolution makes the rectangles grow, until a layer where
/// they cover nearly everything; from there on rows are computed whole.
struct RowRelation: Sendable {
  /// What most rows show, cell by cell: one row `[1, channels, height, width]`.
  let base: Tensor
  /// Where each row differs from the base.
  let rects: [Rect]

  /// Fewer rows than this are not worth a base.
  private static let fewestRows = 8
  /// Rows that differ in more than this part of the image are treated as unrelated.
  static let maxDifferingFraction = 0.25

  /// Finds the relation, or nil where the rows are too different.
  init?(_ tensor: Tensor, _ options: EngineOptions) {
    guard tensor.shape.rank == 4, tensor.rows >= Self.fewestRows else { return nil }
    let base = Self.majority(tensor, options.vectors)
    let rects = (0..<tensor.rows).map { Self.difference(tensor, row: $0, base) }
    let cells = rects.reduce(0) { $0 + $1.height * $1.width }
    let all = tensor.rows * tensor.shape[2] * tensor.shape[3]
    guard Double(cells) <= Self.maxDifferingFraction * Double(all) else { return nil }
    self.base = Tensor(base, shape: tensor.shape.row.batched(1))
    self.rects = rects
  }

  /// What is stored of some rows of the batch.
  ///
  /// - Parameter roundingSpreadLimit: see ``StoredRegions/roundingSpreadLimit``.
  func extent(of rows: Range<Int>, _ roundingSpreadLimit: Double) -> StoredRegions {
    let shape = base.shape.row
    return StoredRegions(
      rows: rows.count, shape: shape, rects: Array(rects[rows]) + [.whole(shape)],
      roundingSpreadLimit: roundingSpreadLimit)
  }

  /// The value that each element has in most rows, where there is one.
  private static func majority(_ tensor: Tensor, _ vectors: VectorWidth) -> [Float] {
    let size = tensor.shape.row.count
    var majority = [Float](repeating: 0, count: size)
    var votes = [Int32](repeating: 0, count: size)
    tensor.withUnsafeScalars { scalars in
      guard let start = scalars.baseAddress else { return }
      for row in 0..<tensor.rows { hk_vote(vectors.level, start + row * size, size, &majority, &votes) }
    }
    return majority
  }

  /// The smallest rectangle around the cells in which a row differs from the base.
  private static func difference(_ tensor: Tensor, row: Int, _ base: [Float]) -> Rect {
    let (lines, width) = (tensor.shape[1] * tensor.shape[2], tensor.shape[3])
    let start = row * tensor.shape.row.count
    var rect = Rect.none
    tensor.withUnsafeScalars { scalars in
      base.withUnsafeBufferPointer { base in
        for line in 0..<lines {
          let offset = line * width
          // Most lines are those of the base.
          let bytes = width * MemoryLayout<Float>.stride
          if memcmp(scalars.baseAddress! + start + offset, base.baseAddress! + offset, bytes) == 0 { continue }
          let isOff = { (x: Int) in scalars[start + offset + x].bitPattern != base[offset + x].bitPattern }
          guard let first = (0..<width).first(where: isOff), let last = (0..<width).last(where: isOff) else { continue }
          rect = rect.union(Rect(top: line % tensor.shape[2], left: first, height: 1, width: last - first + 1))
        }
      }
    }
    return rect
  }
}

extension EngineOptions {
  /// Spreading rounding through small windows costs little, and keeps most of it from the base.
  private static let defaultRoundingSpreadLimit = 0.15

  /// See ``StoredRegions/roundingSpreadLimit``.
  var roundingSpreadLimit: Double { relatesExactly ? 1 : Self.defaultRoundingSpreadLimit }
}
