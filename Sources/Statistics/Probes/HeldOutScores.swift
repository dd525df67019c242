/// How good predictions of rows are that the fits had not seen.
struct HeldOutScores {
  private let target: LinearProbe.Target
  private let predictions: [[Double]]

  /// - Parameter predictions: for each row a number for each target, or the class.
  init(_ target: LinearProbe.Target, _ predictions: [[Double]]) {
    (self.target, self.predictions) = (target, predictions)
  }

  /// R² of some rows together (the mean over targets), or the share of them whose class is right; nil where R² does not
  /// exist, as a target is the same in all of them.
  func score(_ rows: [Int]) -> Double? {
    switch target {
    case .numbers(let matrix):
      let parts = (0..<matrix.columns).map { column in
        Self.r2(rows.map { matrix[$0, column] }, rows.map { predictions[$0][column] })
      }
      let known = parts.compactMap(\.self)
      return known.count == parts.count ? known.reduce(0, +) / Double(known.count) : nil
    case .classes(let classes, _):
      return Double(rows.count { Double(classes[$0]) == predictions[$0].first }) / Double(rows.count)
    }
  }

  /// 1 - squared errors / squared distances from the mean of these rows, as scikit-learn's `r2_score` has it.
  private static func r2(_ truth: [Double], _ found: [Double]) -> Double? {
    let mean = truth.reduce(0, +) / Double(truth.count)
    let total = truth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let errors = zip(truth, found).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return truth.contains { $0 != truth[0] } ? 1 - errors / total : nil
  }

  /// The standard error of the score of all rows, from the scores without each fold:
  /// √((k - 1)/k · Σ (score without fold - their mean)²).
  ///
  /// Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), equation 11.5, a fold for a row.
  func jackknife(_ folds: Folds) -> Double? {
    let scores = (0..<folds.count).compactMap { score(folds.train($0)) }
    return scores.count == folds.count ? Self.jackknife(scores) : nil
  }

  /// The same from the scores without each fold.
  static func jackknife(_ scores: [Double]) -> Double {
    let count = Double(scores.count), mean = scores.reduce(0, +) / count
    return ((count - 1) / count * scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }).squareRoot()
  }

  /// The mean distance of the numbers from the true ones, over targets as coordinates; nil for classes.
  var meanDistance: Double? {
    guard case .numbers(let matrix) = target else { return nil }
    let distances = predictions.enumerated().map { row, found in
      zip(found, matrix.row(row)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
    return distances.reduce(0, +) / Double(distances.count)
  }
}

extension LinearProbe.Target {
  /// What all rows have; nil where they differ, in any of the targets.
  var onlyValue: [Double]? {
    switch self {
    case .numbers(let matrix):
      let first = Array(matrix.row(0))
      return (1..<max(1, matrix.rows)).allSatisfy { matrix.row($0).elementsEqual(first) } ? first : nil
    case .classes(let classes, _):
      return classes.allSatisfy { $0 == classes[0] } ? [Double(classes[0])] : nil
    }
  }

  /// - Throws: `StatisticsError.oneClass`, or `.sameInAllRows` for the first target that is the same in all rows.
  func checkVaries(_ name: String) throws {
    switch self {
    case .numbers(let matrix):
      for column in 0..<matrix.columns {
        let values = matrix.column(column)
        guard let first = values.first, values.contains(where: { $0 != first }) else {
          throw StatisticsError.sameInAllRows(of: name, rows: values.count)
        }
      }
    case .classes(let classes, _):
      guard let first = classes.first, classes.contains(where: { $0 != first }) else {
        throw StatisticsError.oneClass(of: name, value: classes.first.map(String.init) ?? "none", rows: classes.count)
      }
    }
  }
}
