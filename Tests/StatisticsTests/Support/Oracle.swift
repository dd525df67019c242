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

  var sample: SampleCase
  var bootstrap: [BootstrapCase]
  var rates: [RateCase]
  var nulls: NullCases
  var distributions: Distributions
  var x: [[Double]]
  var y, classes: [Int]
  var targets: [[Double]]
  var correlation: [[Double]]

  static func load() throws -> Oracle {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/statistics", withExtension: "json"))
    return try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: url))
  }

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
