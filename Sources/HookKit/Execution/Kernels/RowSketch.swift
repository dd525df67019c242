import CKernels

/// What a row of activations can be told apart by: a hash of its bits, its norm, and a few sums.
package struct RowSketch: Sendable, Hashable {
  /// FNV-1a over the bits of the elements.
  package let hash: UInt64
  /// The Euclidean norm.
  package let norm: Float
  /// ``width`` sums of all elements with random signs, the same signs for every row.
  package let sums: [Float]

  /// The number of sums.
  package static let width = 16

  /// Those of all rows of activations `[N, ...]`; the same bits on every machine, with any number of threads.
  package static func all(of tensor: Tensor, vectors: VectorWidth = .widest) throws -> [RowSketch] {
    let size = tensor.rows > 0 ? tensor.shape.count / tensor.rows : 0
    return try Parallel.map(tensor.rows) { row in
      tensor.withUnsafeScalars { RowSketch($0[row * size..<(row + 1) * size], vectors) }
    }
  }

  private init(_ row: Slice<UnsafeBufferPointer<Float>>, _ vectors: VectorWidth) {
    var (hash, square): (UInt64, Double) = (0, 0)
    var sums = [Double](repeating: 0, count: Self.width)
    row.withContiguousStorageIfAvailable {
      hk_sketch(vectors.level, $0.baseAddress, $0.count, &hash, &square, &sums)
    }
    // Sums may be beyond float32 where no element is.
    let largest = Double(Float.greatestFiniteMagnitude)
    (self.hash, norm) = (hash, Float(min(square.squareRoot(), largest)))
    self.sums = sums.map { Float(min(max($0, -largest), largest)) }
  }
}
