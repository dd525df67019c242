import Foundation

/// A fitted logistic regression.
public struct LogisticFit: Sendable, Hashable, Codable {
  /// The constant.
  public let intercept: Coefficient
  /// A coefficient for each column.
  public let coefficients: [Coefficient]
  /// The number of rows.
  public let rows: Int
  /// The logarithm of the likelihood, without the penalty.
  public let logLikelihood: Double
  /// That of the best constant probability.
  public let nullLogLikelihood: Double
  /// How many iterations it took at most.
  public let iterations: Int

  init(_ design: Design, _ outcomes: [Bool], _ weights: [Double], errors: [Double]?, iterations: Int) {
    intercept = Coefficient(name: "intercept", estimate: weights[0], standardError: errors?[0])
    coefficients = design.names.enumerated().map { place, name in
      Coefficient(name: name, estimate: weights[place + 1], standardError: errors?[place + 1])
    }
    rows = design.rows
    let scores = design.matrix.times(Array(weights.dropFirst())).map { $0 + weights[0] }
    logLikelihood = -zip(scores, outcomes).reduce(0) { $0 + Self.loss($1.0, isTrue: $1.1) }
    let yes = Double(outcomes.count { $0 }), no = Double(outcomes.count) - yes
    nullLogLikelihood = yes * log(yes / (yes + no)) + no * log(no / (yes + no))
    self.iterations = iterations
  }

  /// 1 - log likelihood / log likelihood of a constant (McFadden): 0 explains nothing.
  public var pseudoR2: Double { 1 - logLikelihood / nullLogLikelihood }

  /// Akaike's criterion, 2 · (parameters - log likelihood).
  public var akaike: Double { 2 * (Double(coefficients.count + 1) - logLikelihood) }

  /// The probability of yes for every row of a matrix with the same columns.
  public func probabilities(_ matrix: Matrix) -> [Double] {
    matrix.times(coefficients.map(\.estimate)).map { Self.probability($0 + intercept.estimate) }
  }

  /// The share of rows whose outcome is the more probable one.
  public func accuracy(_ matrix: Matrix, _ outcomes: [Bool]) -> Double {
    let right = zip(probabilities(matrix), outcomes).count { ($0 > 0.5) == $1 }
    return Double(right) / Double(outcomes.count)
  }

  /// 1 / (1 + exp(-score)), without overflow.
  static func probability(_ score: Double) -> Double {
    score >= 0 ? 1 / (1 + exp(-score)) : exp(score) / (1 + exp(score))
  }

  /// Minus the logarithm of the probability of an outcome.
  static func loss(_ score: Double, isTrue: Bool) -> Double {
    let wrong = isTrue ? -score : score
    return wrong > 0 ? wrong + log1p(exp(-wrong)) : log1p(exp(wrong))
  }
}
