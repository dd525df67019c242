import CKernels

/// What rows of activations can be told apart by: of each a hash of its bits, its norm, and a few sums.
package struct RowSketches: Sendable, Hashable {
  /// One for each row: FNV-1a over the bits of the elements.
  package private(set) var hashes: [UInt64]
  /// One for each row: the Euclidean norm.
  package private(set) var norms: [Float]
  /// ``width`` for each row: sums of all elements with random signs, the same signs for every row.
  package private(set) var sums: [Float]
  /// How many elements of all rows are infinite or not a number.
  private(set) var notFiniteCount: Int

  /// The number of sums of a row.
  package static let width = 16

  /// How many rows are best taken at a time: signs are found once for all of them.
  static let together = 16

  /// Those of no rows.
  init() { (hashes, norms, sums, notFiniteCount) = ([], [], [], 0) }

  /// Those of the rows of activations `[N, ...]`; the same bits on every machine, whatever rows are beside them.
  package init(of tensor: Tensor, vectors: VectorWidth = .widest) {
    self = tensor.withUnsafeScalars { RowSketches($0, rows: tensor.rows, vectors.level) }
  }

  init(_ scalars: UnsafeBufferPointer<Float>, rows: Int, _ level: hk_level) {
    var hashes = [UInt64](repeating: 0, count: rows)
    var squares = [Double](repeating: 0, count: rows)
    var sums = [Double](repeating: 0, count: rows * Self.width)
    if rows > 0, let start = scalars.baseAddress {
      hk_sketch(level, start, rows, scalars.count / rows, &hashes, &squares, &sums)
    }
    // Sums may be beyond float32 where no element is.
    let largest = Double(Float.greatestFiniteMagnitude)
    self.hashes = hashes
    norms = squares.map { Float(min($0.squareRoot(), largest)) }
    self.sums = sums.map { Float(min(max($0, -largest), largest)) }
    notFiniteCount =
      squares.allSatisfy(\.isFinite) ? 0 : scalars.baseAddress.map { hk_count_not_finite($0, scalars.count) } ?? 0
  }

  /// Takes the rows of others after its own.
  package mutating func append(_ others: RowSketches) {
    hashes += others.hashes
    norms += others.norms
    sums += others.sums
    notFiniteCount += others.notFiniteCount
  }
}
