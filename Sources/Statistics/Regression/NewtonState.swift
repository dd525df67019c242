import Foundation

/// Where Newton's method for a logistic regression is.
struct NewtonState {
  /// The columns with one of ones in front.
  let matrix: Matrix
  private let outcomes: [Double]
  private let strength: Double
  /// The intercept, then a weight for each column.
  private(set) var weights: [Double]
  /// intercept + x · weights of every row.
  private var scores: [Double]
  /// The largest change of a row's score that the last step asked for.
  private(set) var lastMove = Double.infinity

  init(_ design: Design, _ outcomes: [Bool], strength: Double) {
    var values: [Double] = []
    values.reserveCapacity(design.rows * (design.names.count + 1))
    for row in 0..<design.rows { values += [1] + design.matrix.row(row) }
    matrix = Matrix(rows: design.rows, columns: design.names.count + 1, values: values)
    self.outcomes = outcomes.map { $0 ? 1 : 0 }
    self.strength = strength
    weights = [Double](repeating: 0, count: matrix.columns)
    scores = [Double](repeating: 0, count: matrix.rows)
  }

  /// The largest score of a row; 15 is a probability within 3·10^-7 of 0 or 1.
  var largestScore: Double { scores.map(abs).max() ?? 0 }

  /// The probability of yes minus the outcome, of every row.
  ///
  /// Never as a difference from 1, whose digits end where classes are separated.
  var residuals: [Double] {
    zip(scores, outcomes).map { score, outcome in
      outcome == 1 ? -LogisticFit.probability(-score) : LogisticFit.probability(score)
    }
  }

  /// Newton's step; nil when the second derivatives are singular.
  func step() -> [Double]? {
    guard let factor = CholeskyFactor(hessian()) else { return nil }
    var gradient = matrix.transposedTimes(residuals)
    for place in 1..<gradient.count { gradient[place] += strength * weights[place] }
    return factor.solving(gradient).map(-)
  }

  /// Takes the step, halved until it lowers the objective or rounding hides whether it does.
  mutating func move(by step: [Double]) {
    let change = matrix.times(step), before = objective(scores, weights)
    var length = 1.0
    while true {
      let moved = zip(scores, change).map { $0 + length * $1 }
      let shifted = zip(weights, step).map { $0 + length * $1 }
      if objective(moved, shifted) <= before + 1e-12 * abs(before) || length < 1e-6 {
        (scores, weights) = (moved, shifted)
        lastMove = change.map(abs).max() ?? 0
        return
      }
      length /= 2
    }
  }

  /// The standard errors of the weights, from the inverse of the second derivatives; nil when they are
  /// singular.
  func standardErrors() -> [Double]? {
    CholeskyFactor(hessian())?.inverseDiagonal().map { $0.squareRoot() }
  }

  func hessian() -> Matrix {
    var result = matrix.gram(
      weights: scores.map { score in
        let probability = LogisticFit.probability(score)
        return probability * LogisticFit.probability(-score)
      })
    for place in 1..<result.columns { result[place, place] += strength }
    return result
  }

  private func objective(_ scores: [Double], _ weights: [Double]) -> Double {
    let loss = zip(scores, outcomes).reduce(0) { $0 + LogisticFit.loss($1.0, isTrue: $1.1 == 1) }
    return loss + strength / 2 * weights.dropFirst().reduce(0) { $0 + $1 * $1 }
  }
}
