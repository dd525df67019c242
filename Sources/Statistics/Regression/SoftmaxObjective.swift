import Foundation

/// Minus the log likelihood of classes by the softmax of linear scores, plus the penalty of the coefficients.
///
/// A point holds an intercept for each set of scores, then the coefficients set by set. Binary regressions have
/// one set, whose score is 0 for class 0; others one for each class.
struct SoftmaxObjective: SmoothObjective {
  private let matrix: Matrix
  private let classes: [Int]
  /// How many sets of scores there are.
  let sets: Int
  private let strength: Double
  private let isBinary: Bool

  init(_ matrix: Matrix, classes: [Int], count: Int, strength: Double, isBinary: Bool) {
    (self.matrix, self.classes, self.strength, self.isBinary) = (matrix, classes, strength, isBinary)
    sets = isBinary ? 1 : count
  }

  var count: Int { sets * (matrix.columns + 1) }

  func value(at point: [Double]) -> (value: Double, gradient: [Double]) {
    let coefficients = Matrix(rows: sets, columns: matrix.columns, values: Array(point[sets...]))
    var scores = matrix.times(coefficients, otherTransposed: true)
    for row in 0..<matrix.rows { for set in 0..<sets { scores[row, set] += point[set] } }
    var value = strength / 2 * coefficients.values.reduce(0) { $0 + $1 * $1 }
    for row in 0..<matrix.rows { value += isBinary ? sigmoid(&scores, row) : softmax(&scores, row) }
    // `scores` now holds probability - truth.
    var gradient = [Double](repeating: 0, count: sets)
    for row in 0..<matrix.rows { for set in 0..<sets { gradient[set] += scores[row, set] } }
    var slopes = scores.times(matrix, transposed: true)
    for place in slopes.values.indices { slopes.values[place] += strength * coefficients.values[place] }
    return (value, gradient + slopes.values)
  }

  /// The row's loss; its score becomes probability - truth.
  private func sigmoid(_ scores: inout Matrix, _ row: Int) -> Double {
    let score = scores[row, 0], isTrue = classes[row] == 1
    scores[row, 0] = LogisticFit.probability(score) - (isTrue ? 1 : 0)
    return LogisticFit.loss(score, isTrue: isTrue)
  }

  /// The row's loss; its scores become probabilities - truth.
  private func softmax(_ scores: inout Matrix, _ row: Int) -> Double {
    let own = scores[row, classes[row]], largest = scores.row(row).max() ?? 0
    var sum = 0.0
    for set in 0..<sets {
      scores[row, set] = exp(scores[row, set] - largest)
      sum += scores[row, set]
    }
    for set in 0..<sets { scores[row, set] /= sum }
    scores[row, classes[row]] -= 1
    return log(sum) + largest - own
  }
}
