/// Least squares with a penalty: the coefficients that minimise |y - intercept - X w|² + alpha |w|².
///
/// The estimate of scikit-learn's `Ridge`; alpha 0 is ordinary least squares. With more columns than rows the
/// system of the rows is solved instead of that of the columns.
public struct RidgeRegression: Sendable, Hashable {
  /// The strength of the penalty.
  public var alpha: Double

  /// A regression with this penalty.
  public init(alpha: Double = 1) { self.alpha = alpha }

  /// Fits one or several targets.
  ///
  /// - Parameters:
  ///   - design: rows x columns, without the intercept.
  ///   - targets: rows x targets.
  /// - Throws: `StatisticsError.badParameter` for a negative alpha, `.unequalCounts`, `.notFinite`; with alpha
  ///   0 also `.constantColumns`, `.dependentColumns` and `.tooFew`.
  /// - Complexity: rows x columns x the smaller of both, by LAPACK.
  public func fit(_ design: Design, _ targets: Matrix) throws -> LinearFit {
    guard alpha >= 0, alpha.isFinite else {
      throw StatisticsError.badParameter("penalty alpha", value: "\(alpha)", needed: "0 or more")
    }
    guard targets.rows == design.rows else {
      throw StatisticsError.unequalCounts("targets", targets.rows, "columns", design.rows)
    }
    if let place = targets.values.firstIndex(where: { !$0.isFinite }) {
      throw StatisticsError.notFinite(of: "target", row: place / targets.columns)
    }
    if alpha == 0 { try design.checkDetermined(of: "linear regression") }
    let means = Self.means(design.matrix), targetMeans = Self.means(targets)
    let x = design.matrix.minus(means), y = targets.minus(targetMeans)
    let coefficients = try design.matrix.columns <= design.rows ? primal(x, y) : dual(x, y)
    let shifts = coefficients.times(means, transposed: true)
    return LinearFit(
      intercepts: zip(targetMeans, shifts).map { $0 - $1 },
      coefficients: Matrix(columns: (0..<design.matrix.columns).map { Array(coefficients.row($0)) }))
  }

  /// (XᵀX + alpha)⁻¹ Xᵀy.
  private func primal(_ x: Matrix, _ y: Matrix) throws -> Matrix {
    try solving(x.gram(), x.times(y, transposed: true))
  }

  /// Xᵀ (XXᵀ + alpha)⁻¹ y.
  private func dual(_ x: Matrix, _ y: Matrix) throws -> Matrix {
    x.times(try solving(x.times(x, otherTransposed: true), y), transposed: true)
  }

  private func solving(_ matrix: Matrix, _ right: Matrix) throws -> Matrix {
    var system = matrix
    for place in 0..<system.rows { system[place, place] += alpha }
    guard let factor = CholeskyFactor(system) else {
      throw StatisticsError.badParameter(
        "penalty alpha", value: "\(alpha)", needed: "larger, as columns depend on others")
    }
    return factor.solving(right)
  }

  private static func means(_ matrix: Matrix) -> [Double] {
    matrix.transposedTimes([Double](repeating: 1 / Double(matrix.rows), count: matrix.rows))
  }
}

extension Matrix {
  /// Every row minus a vector.
  fileprivate func minus(_ vector: [Double]) -> Matrix {
    var result = self
    for row in 0..<rows { for column in 0..<columns { result.values[row * columns + column] -= vector[column] } }
    return result
  }

  fileprivate func times(_ vector: [Double], transposed: Bool) -> [Double] {
    transposed ? transposedTimes(vector) : times(vector)
  }
}

/// A fitted linear regression.
public struct LinearFit: Sendable, Hashable {
  /// A constant for each target.
  public let intercepts: [Double]
  /// Coefficients, targets x columns.
  public let coefficients: Matrix

  /// The targets that the fit expects, rows x targets.
  public func predictions(_ matrix: Matrix) -> Matrix {
    var result = matrix.times(coefficients, otherTransposed: true)
    for row in 0..<result.rows { for target in intercepts.indices { result[row, target] += intercepts[target] } }
    return result
  }

  /// 1 - squared errors / squared distances from the mean, averaged over targets: 1 is perfect, 0 no better
  /// than the mean.
  ///
  /// - Throws: `StatisticsError.constantColumns` for a target that is the same in all rows.
  public func r2(_ matrix: Matrix, _ truth: Matrix) throws -> Double {
    let found = predictions(matrix)
    var sum = 0.0
    for target in 0..<truth.columns {
      let values = truth.column(target), expected = found.column(target)
      let mean = try Sample(values, of: "target").mean
      let total = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      guard total > 0 else { throw StatisticsError.constantColumns(["target \(target)"]) }
      sum += 1 - zip(values, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / total
    }
    return sum / Double(truth.columns)
  }
}
