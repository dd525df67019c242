import COpenBLAS

/// The Cholesky factor of a symmetric positive definite matrix, for solving with it.
///
/// Rows and columns are scaled to a diagonal of ones first, so that units of columns do not matter.
struct CholeskyFactor {
  private let size: Int
  private var factor: [Double]
  /// One over the square roots of the diagonal.
  private let scales: [Double]

  /// Nil when the matrix is not positive definite, or so nearly not that solutions would be rounding errors.
  init?(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "a factor of a \(matrix.rows) x \(matrix.columns) matrix")
    size = matrix.rows
    var scales: [Double] = []
    for place in 0..<size {
      let diagonal = matrix[place, place]
      guard diagonal > 0, diagonal.isFinite else { return nil }
      scales.append(1 / diagonal.squareRoot())
    }
    self.scales = scales
    factor = matrix.values
    for row in 0..<size { for column in 0..<size { factor[row * size + column] *= scales[row] * scales[column] } }
    LinearAlgebra.prepared
    var n = Int32(size), info: Int32 = 0
    // Symmetric, so that storage by rows or by columns is the same.
    dpotrf_("L", &n, &factor, &n, &info, 1)
    guard info == 0 else { return nil }
    // The smallest pivot is at most a few times the reciprocal condition of the scaled matrix.
    let smallest = (0..<size).map { factor[$0 * size + $0] }.min() ?? 1
    guard smallest * smallest > 1e-13 else { return nil }
  }

  /// The solution x of matrix · x = right, for every column of `right`.
  func solving(_ right: Matrix) -> Matrix {
    precondition(right.rows == size, "a right side of \(right.rows) rows for a system of \(size)")
    var columns = [Double](repeating: 0, count: right.values.count)
    for row in 0..<size {
      for column in 0..<right.columns { columns[column * size + row] = right[row, column] * scales[row] }
    }
    var n = Int32(size), count = Int32(right.columns), info: Int32 = 0
    dpotrs_("L", &n, &count, factor, &n, &columns, &n, &info, 1)
    var result = Matrix(rows: size, columns: right.columns)
    for row in 0..<size {
      for column in 0..<right.columns { result[row, column] = columns[column * size + row] * scales[row] }
    }
    return result
  }

  /// The solution for one right side.
  func solving(_ right: [Double]) -> [Double] { solving(Matrix(rows: size, columns: 1, values: right)).values }

  /// The diagonal of the inverse.
  func inverseDiagonal() -> [Double] {
    var inverse = factor
    var n = Int32(size), info: Int32 = 0
    dpotri_("L", &n, &inverse, &n, &info, 1)
    return (0..<size).map { inverse[$0 * size + $0] * scales[$0] * scales[$0] }
  }
}
