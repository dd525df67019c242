/// How much each column is explained by the others, 1 / (1 - R²) of its regression on them with a constant.
///
/// 1 is not at all; above 5 or 10, a coefficient says little about its own column. They are the diagonal of the
/// inverse of the correlation matrix.
public enum VarianceInflation {
  /// The factor of every column, in order.
  ///
  /// - Throws: `StatisticsError.constantColumns`, `.dependentColumns` (whose factors are infinite) or
  ///   `.tooFew`.
  public static func factors(_ design: Design) throws -> [Double] {
    try design.checkDetermined(of: "variance inflation")
    let scaled = Standardizer(design.matrix).applied(to: design.matrix)
    var correlations = scaled.gram()
    for place in correlations.values.indices { correlations.values[place] /= Double(design.rows) }
    guard let factor = CholeskyFactor(correlations) else {
      throw StatisticsError.dependentColumns(design.dependentColumns)
    }
    return factor.inverseDiagonal()
  }
}
