import Essentials

/// Confidence intervals from resampling the rows with replacement, for statistics whose distribution is
/// unknown.
///
/// Every resample has a random stream of its own, so that the interval is determined by the seed alone.
/// Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapters 13 and 14.
public struct Bootstrap: Sendable, Hashable {
  /// How bounds are taken from the resampled statistics.
  public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
    /// Their quantiles.
    case percentile
    /// Their quantiles, corrected for bias and for a spread that changes with the value (BCa).
    case corrected
  }

  /// How many resamples are drawn.
  public var resamples: Int
  /// The level of confidence.
  public var level: Double
  /// The seed of all draws.
  public var seed: UInt64
  /// How bounds are taken from the resampled statistics.
  public var method: Method

  /// Bootstrap of so many resamples.
  public init(resamples: Int = 2000, level: Double = 0.95, seed: UInt64 = 0, method: Method = .percentile) {
    (self.resamples, self.level, self.seed, self.method) = (resamples, level, seed, method)
  }

  /// The mean of a sample with its interval.
  ///
  /// - Throws: `StatisticsError.badParameter` for a level or number of resamples that makes no sense.
  /// - Complexity: resamples x count random draws.
  public func mean(of sample: Sample) throws -> ConfidenceInterval {
    let values = sample.values
    return try interval(of: "mean", count: values.count) { rows in
      var sum = 0.0
      for row in rows { sum += values[row] }
      return sum / Double(rows.count)
    }
  }

  /// The mean of `first[i] - second[i]` with its interval; pairs stay together.
  ///
  /// - Throws: `StatisticsError.unequalCounts`, `.tooFew`, `.notFinite`, or what `mean` throws.
  public func meanDifference(_ first: [Double], minus second: [Double]) throws -> ConfidenceInterval {
    try mean(of: Sample(differences: first, minus: second))
  }

  /// Any statistic of rows with its interval.
  ///
  /// - Parameters:
  ///   - name: what it is, for error messages.
  ///   - count: the number of rows.
  ///   - statistic: the statistic of the rows with these indexes, of which some occur several times.
  /// - Throws: `StatisticsError.tooFew` without rows, `.notFinite` when a resample has no finite statistic,
  ///   `.badParameter`, or what the statistic throws.
  public func interval(
    of name: String, count: Int, _ statistic: ([Int]) throws -> Double
  ) throws -> ConfidenceInterval {
    try ConfidenceInterval.check(level: level)
    guard resamples >= 2 else {
      throw StatisticsError.badParameter("resamples", value: "\(resamples)", needed: "at least 2")
    }
    guard count > 0 else { throw StatisticsError.tooFew(of: name, count: count, needed: 1) }
    let estimate = try statistic(Array(0..<count))
    var draws: [Double] = []
    draws.reserveCapacity(resamples)
    for resample in 0..<resamples { draws.append(try statistic(rows(ofResample: resample, count: count))) }
    if let row = draws.firstIndex(where: { !$0.isFinite }) { throw StatisticsError.notFinite(of: name, row: row) }
    draws.sort()
    let (lower, upper) = try fractions(draws, estimate, count, statistic)
    return ConfidenceInterval(
      estimate: estimate, lower: Sample.quantile(lower, ofSorted: draws),
      upper: Sample.quantile(upper, ofSorted: draws), level: level,
      method: method == .percentile ? "percentile bootstrap" : "BCa bootstrap")
  }

  /// The rows that a resample draws, `count` of them with replacement.
  func rows(ofResample resample: Int, count: Int) -> [Int] {
    var stream = RandomStream(seed: seed, "bootstrap".stableHash, UInt64(resample))
    return (0..<count).map { _ in stream.index(below: count) }
  }

  private func fractions(
    _ draws: [Double], _ estimate: Double, _ count: Int, _ statistic: ([Int]) throws -> Double
  ) throws -> (lower: Double, upper: Double) {
    let tail = (1 - level) / 2
    guard method == .corrected, count > 1, draws[0] < draws[draws.count - 1] else { return (tail, 1 - tail) }
    let below = Double(draws.count { $0 < estimate }), ties = Double(draws.count { $0 == estimate })
    let share = (below + ties / 2) / Double(draws.count)
    guard share > 0, share < 1 else { return (tail, 1 - tail) }
    let bias = NormalDistribution.quantile(share)
    let acceleration = try acceleration(count, statistic)
    func corrected(_ fraction: Double) -> Double {
      let z = bias + NormalDistribution.quantile(fraction)
      return NormalDistribution.cumulative(bias + z / (1 - acceleration * z))
    }
    return (corrected(tail), corrected(1 - tail))
  }

  /// From the statistics with one row left out each (Efron and Tibshirani, equation 14.15).
  private func acceleration(_ count: Int, _ statistic: ([Int]) throws -> Double) throws -> Double {
    var without: [Double] = []
    for row in 0..<count { without.append(try statistic(Array(0..<row) + Array(row + 1..<count))) }
    let mean = without.reduce(0, +) / Double(count)
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let cubes = without.reduce(0) { $0 + (mean - $1) * (mean - $1) * (mean - $1) }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }
}
