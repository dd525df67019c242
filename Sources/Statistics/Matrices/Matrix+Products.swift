import COpenBLAS

extension Matrix {
  /// This matrix, or its transpose, times another or its transpose.
  ///
  /// - Complexity: 2 x rows x columns x inner floating point operations, by OpenBLAS.
  func times(_ other: Matrix, transposed: Bool = false, otherTransposed: Bool = false) -> Matrix {
    let (m, inner) = transposed ? (columns, rows) : (rows, columns)
    let (otherInner, n) = otherTransposed ? (other.columns, other.rows) : (other.rows, other.columns)
    precondition(inner == otherInner, "matrices of inner sizes \(inner) and \(otherInner)")
    var result = Matrix(rows: m, columns: n)
    guard m > 0, n > 0, inner > 0 else { return result }
    LinearAlgebra.prepared
    result.values.withUnsafeMutableBufferPointer { output in
      cblas_dgemm(
        CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, otherTransposed ? CblasTrans : CblasNoTrans,
        Int32(m), Int32(n), Int32(inner), 1, values, Int32(columns), other.values, Int32(other.columns),
        0, output.baseAddress, Int32(n))
    }
    return result
  }

  /// The matrix times a vector of `columns` elements.
  func times(_ vector: [Double]) -> [Double] {
    times(Matrix(rows: columns, columns: 1, values: vector)).values
  }

  /// The transpose times a vector of `rows` elements.
  func transposedTimes(_ vector: [Double]) -> [Double] {
    times(Matrix(rows: rows, columns: 1, values: vector), transposed: true).values
  }

  /// XᵀWX for weights of the rows, none of them negative; XᵀX without weights.
  func gram(weights: [Double]? = nil) -> Matrix {
    guard let weights else { return times(self, transposed: true) }
    var scaled = self
    for row in 0..<rows {
      for place in row * columns..<(row + 1) * columns { scaled.values[place] *= weights[row] }
    }
    return times(scaled, transposed: true)
  }
}
