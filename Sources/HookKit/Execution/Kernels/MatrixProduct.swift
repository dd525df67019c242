import CKernels

/// The product that all modules with weights come down to.
enum MatrixProduct {
  /// A matrix `[rows, columns]` in the form in which the right factor of a product is kept.
  static func packed(_ matrix: ArraySlice<Float>, rows: Int, columns: Int) -> [Float] {
    let count = hk_packed_count(columns, rows)
    return [Float](unsafeUninitializedCapacity: count) { packed, initialised in
      matrix.withUnsafeBufferPointer { hk_pack($0.baseAddress, columns, rows, packed.baseAddress) }
      initialised = count
    }
  }

  /// The same of a matrix whose transpose `[columns, rows]` is given.
  static func packed(transposed matrix: [Float], rows: Int, columns: Int) -> [Float] {
    let count = hk_packed_count(columns, rows)
    return [Float](unsafeUninitializedCapacity: count) { packed, initialised in
      if let start = packed.baseAddress { hk_pack_transposed(matrix, columns, rows, start) }
      initialised = count
    }
  }

  /// `c [m, n] = a [m, k] b`, with `b [k, n]` packed and the rows of `a` `stride` apart; what was done is tallied.
  static func multiply(
    _ a: UnsafePointer<Float>, _ stride: Int, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>,
    _ m: Int, _ n: Int, _ k: Int, _ pool: BufferPool
  ) {
    hk_multiply(pool.level, a, stride, b, c, m, n, k)
    pool.tally?.add(multiplyAdds: multiplyAdds(m, n, k))
  }

  /// The number of multiplications, each with an addition, of one product; columns are filled up to whole vectors.
  static func multiplyAdds(_ m: Int, _ n: Int, _ k: Int) -> Int { m * hk_packed_count(n, k) }
}
