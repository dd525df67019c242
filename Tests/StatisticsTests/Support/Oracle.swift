import Foundation
import Testing

@testable import Statistics

/// What scipy, statsmodels and scikit-learn say; `Scripts/oracles/make_statistics.py` wrote it.
struct Oracle: Decodable {
  struct SampleCase: Decodable {
    var values: [Double]
    var mean, standardDeviation, standardError: Double
    var fractions, quantiles: [Double]
  }
  struct BootstrapCase: Decodable {
    var method: Bootstrap.Method
    var level: Double
    var resamples: Int
    var seed: UInt64
    var lower, upper: Double
  }
  struct RateCase: Decodable {
    var successes, trials: Int
    var level, lower, upper: Double
  }
  struct NullCases: Decodable {
    struct Case: Decodable { var value, percentile: Double }
    var nulls: [Double]
    var cases: [Case]
  }
  struct Distributions: Decodable {
    struct Tail: Decodable { var f, above, below, tail: Double }
    var z, cumulative, q, quantiles: [Double]
    var f: [Tail]
  }
  struct Scaler: Decodable { var mean, scale: [Double] }
  struct Unpenalised: Decodable {
    var coefficients, standardErrors, z, p, lower, upper, probabilities: [Double]
    var logLikelihood, nullLogLikelihood, pseudoR2, aic: Double
  }
  struct Penalised: Decodable {
    var C, intercept: Double
    var coefficients: [Double]
  }
  struct Multinomial: Decodable {
    var C, accuracy: Double
    var intercepts: [Double]
    var coefficients, probabilities: [[Double]]
  }
  struct Ridge: Decodable {
    var alpha, r2: Double
    var intercepts: [Double]
    var coefficients: [[Double]]
  }
  struct Wide: Decodable {
    var x: [[Double]]
    var y: [Int]
    var target: [Double]
    var logistic: Penalised
    var ridge: Ridge
  }
  struct Validation: Decodable {
    var stratified, plain: [[Int]]
    var accuracies, r2: [Double]
  }
  struct Scores: Decodable { var f, p: [Double] }
  struct Probes: Decodable {
    var x, numbers: [[Double]]
    var classes: [Int]
    var folds: Int
    var alpha, C: Double
    var ridge, ridgeSparse, logistic, logisticSparse: [Double]
  }
  struct AllScores: Decodable { var classes, regression: Scores }

  var sample: SampleCase
  var bootstrap: [BootstrapCase]
  var rates: [RateCase]
  var nulls: NullCases
  var distributions: Distributions
  var x: [[Double]]
  var y, classes: [Int]
  var targets: [[Double]]
  var correlation: [[Double]]
  var scaler: Scaler
  var inflation: [Double]
  var unpenalised: Unpenalised
  var penalised: [Penalised]
  var multinomial: [Multinomial]
  var ridge: [Ridge]
  var wide: Wide
  var validation: Validation
  var scores: AllScores
  var probes: Probes

  static func load() throws -> Oracle {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/statistics", withExtension: "json"))
    return try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: url))
  }

  /// The columns of `x` as a design.
  func design() throws -> Design { try Design(columns) }

  /// Whether `y` is 1.
  var outcomes: [Bool] { y.map { $0 == 1 } }

  /// The columns of `x` by name.
  var columns: [(name: String, values: [Double])] {
    ["a", "b", "c", "d"].enumerated().map { column, name in (name, x.map { $0[column] }) }
  }
}

/// The largest difference, of the larger of 1 and the expected magnitude; infinite for lists of unequal lengths.
func distance(_ found: [Double], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  return zip(found, expected).map { $0 == $1 ? 0 : abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
}

/// Differences that are rounding alone.
let rounding = 1e-12

/// The agreement that iterative solvers are held to: both sides stop at residuals of about 10^-8 to 10^-14.
let solved = 1e-6
