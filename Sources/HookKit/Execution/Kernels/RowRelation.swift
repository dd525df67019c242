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
  ///
  /// - Parameter base: what most rows show, where it is known, `[1, channels, height, width]`.
  init?(_ tensor: Tensor, base: Tensor? = nil, _ options: EngineOptions) {
    guard tensor.shape.rank == 4, tensor.rows >= Self.fewestRows else { return nil }
    let base = base ?? Tensor(Self.majority(tensor, options.vectors), shape: tensor.shape.row.batched(1))
    self.init(base, (0..<tensor.rows).map { Rect(where: tensor, row: $0, differsFrom: base) })
  }

  /// The relation of images that were made of one; nil where they are too few, or too different.
  init?(_ images: WindowedImages) {
    self.init(
      images.base, images.windows.map { Rect(top: $0.top, left: $0.left, height: $0.height, width: $0.width) })
  }

  private init?(_ base: Tensor, _ rects: [Rect]) {
    let cells = rects.reduce(0) { $0 + $1.height * $1.width }
    let all = rects.count * base.shape[2] * base.shape[3]
    guard rects.count >= Self.fewestRows, Double(cells) <= Self.maxDifferingFraction * Double(all) else { return nil }
    (self.base, self.rects) = (base, rects)
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
}

extension Rect {
  /// The smallest rectangle around the cells in which an image of `[N, channels, height, width]` has other bits than another.
  init(where tensor: Tensor, row: Int, differsFrom base: Tensor, row other: Int = 0) {
    let (channels, height, width, size) = (
      tensor.shape[1], tensor.shape[2], tensor.shape[3], tensor.shape.row.count
    )
    var window = hk_window()
    tensor.withUnsafeScalars { scalars in
      base.withUnsafeScalars { base in
        guard let rows = scalars.baseAddress, let base = base.baseAddress else { return }
        hk_difference(rows + row * size, base + other * size, channels, height, width, &window)
      }
    }
    self.init(top: Int(window.top), left: Int(window.left), height: Int(window.height), width: Int(window.width))
  }
}

extension EngineOptions {
  /// Spreading rounding through small windows costs little, and keeps most of it from the base.
  private static let defaultRoundingSpreadLimit = 0.15

  /// See ``StoredRegions/roundingSpreadLimit``.
  var roundingSpreadLimit: Double { relatesExactly ? 1 : Self.defaultRoundingSpreadLimit }
}
