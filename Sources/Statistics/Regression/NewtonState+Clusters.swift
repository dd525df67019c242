extension NewtonState {
  /// The standard errors of the weights: those that allow for clusters, where rows have some.
  func standardErrors(clusters: [Int]?) -> [Double]? {
    if let clusters { standardErrors(within: clusters) } else { standardErrors() }
  }

  /// Standard errors that hold when rows of one cluster depend on each other, in whatever way; nil when the second
  /// derivatives are singular.
  ///
  /// With the second derivatives H and the sum g(c) of the gradients of a cluster's rows, the variance of the weights is
  /// H⁻¹ (Σ g(c) g(c)ᵀ) H⁻¹, times G/(G - 1) · (n - 1)/(n - k) for G clusters, n rows and k weights. Source: Liang and Zeger,
  /// "Longitudinal data analysis using generalized linear models", Biometrika 73 (1986); the factor is that of Stata and of
  /// statsmodels' `cov_type="cluster"`.
  ///
  /// - Precondition: there are two clusters or more, and more rows than weights.
  private func standardErrors(within clusters: [Int]) -> [Double]? {
    guard let factor = CholeskyFactor(hessian()) else { return nil }
    let gradients = clusterGradients(clusters)
    // A column a cluster: all are solved for at once.
    let moved = factor.solving(Matrix(columns: gradients))
    let (groups, rows, size) = (Double(gradients.count), Double(matrix.rows), Double(weights.count))
    let correction = groups / (groups - 1) * (rows - 1) / (rows - size)
    return weights.indices.map { place in
      (correction * moved.row(place).reduce(0) { $0 + $1 * $1 }).squareRoot()
    }
  }

  /// The sum of the gradients of each cluster's rows.
  private func clusterGradients(_ clusters: [Int]) -> [[Double]] {
    var sums: [Int: [Double]] = [:]
    for (row, residual) in residuals.enumerated() {
      var sum = sums[clusters[row]] ?? [Double](repeating: 0, count: weights.count)
      for (place, value) in matrix.row(row).enumerated() { sum[place] += residual * value }
      sums[clusters[row]] = sum
    }
    return sums.keys.sorted().map { sums[$0] ?? [] }
  }
}
