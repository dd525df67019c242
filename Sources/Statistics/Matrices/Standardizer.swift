/// Moves and scales columns to mean 0 and standard deviation 1, as learnt from some rows.
public struct Standardizer: Sendable, Hashable {
  /// The columns' means.
  public let means: [Double]
  /// The columns' standard deviations, with the count of rows below; 1 for columns that do not vary.
  public let scales: [Double]

  /// What the rows of a matrix say.
  ///
  /// - Complexity: two passes.
  public init(_ matrix: Matrix) {
    let rows = Double(max(1, matrix.rows)), columns = matrix.columns
    var means = [Double](repeating: 0, count: columns), squares = means
    matrix.values.withUnsafeBufferPointer { values in
      for row in 0..<matrix.rows { for column in 0..<columns { means[column] += values[row * columns + column] } }
      for column in 0..<columns { means[column] /= rows }
      for row in 0..<matrix.rows {
        for column in 0..<columns {
          let distance = values[row * columns + column] - means[column]
          squares[column] += distance * distance
        }
      }
    }
    self.means = means
    scales = zip(squares, means).map { square, mean in
      let scale = (square / rows).squareRoot()
      // What rounding alone makes of a constant column is no spread.
      return scale > 1e-14 * abs(mean) ? scale : 1
    }
  }

  /// The rows of a matrix, moved and scaled.
  public func applied(to matrix: Matrix) -> Matrix {
    precondition(matrix.columns == means.count, "\(matrix.columns) columns for a standardizer of \(means.count)")
    var result = matrix
    let factors = scales.map { 1 / $0 }
    result.values.withUnsafeMutableBufferPointer { values in
      for row in 0..<matrix.rows {
        for column in means.indices {
          let place = row * means.count + column
          values[place] = (values[place] - means[column]) * factors[column]
        }
      }
    }
    return result
  }

  /// The design, moved and scaled.
  public func applied(to design: Design) -> Design { Design(unchecked: design.names, applied(to: design.matrix)) }
}
