import Essentials

/// What becomes of estimates when only some of the rows are used: whether they keep their sign and size.
public struct SubsetStability: Sendable, Hashable, Codable {
  /// An estimate over all subsets.
  public struct Estimate: Sendable, Hashable, Codable {
    /// The estimate from all rows.
    public let full: Double
    /// Mean and standard deviation over subsets.
    public let mean: Double, standardDeviation: Double
    /// The smallest and the largest.
    public let minimum: Double, maximum: Double
    /// The share of subsets in which it has the sign that it has with all rows.
    public let sameSign: Double
  }

  /// How many rows a subset has.
  public let subsetRows: Int
  /// How many subsets could be fitted.
  public let fitted: Int
  /// How many could not, by the reason.
  public let failures: [String: Int]
  /// The estimates, in the order of the fit.
  public let estimates: [Estimate]

  /// Fits random subsets of the rows, drawn without replacement.
  ///
  /// - Parameters:
  ///   - rows: how many rows there are.
  ///   - fraction: the share of them in a subset.
  ///   - subsets: how many subsets are drawn.
  ///   - seed: the seed of the draws.
  ///   - fit: the estimates from the rows with these indexes; where it throws a `StatisticsError`, the subset is
  ///     counted as failed.
  /// - Throws: `StatisticsError.badParameter`; `.tooFew` when fewer than two subsets could be fitted; whatever
  ///   the fit of all rows throws.
  public init(
    rows: Int, fraction: Double = 0.5, subsets: Int = 100, seed: UInt64 = 0, _ fit: ([Int]) throws -> [Double]
  ) throws {
    guard fraction > 0, fraction <= 1 else {
      throw StatisticsError.badParameter("fraction of rows", value: "\(fraction)", needed: "above 0, at most 1")
    }
    guard subsets >= 2 else {
      throw StatisticsError.badParameter("number of subsets", value: "\(subsets)", needed: "at least 2")
    }
    let full = try fit(Array(0..<rows))
    let size = max(1, Int(bounded: (Double(rows) * fraction).rounded()))
    var found: [[Double]] = [], failures: [String: Int] = [:]
    for subset in 0..<subsets {
      var stream = RandomStream(seed: seed, "subset".stableHash, UInt64(subset))
      let chosen = stream.permutation(rows).prefix(size).sorted()
      do { found.append(try fit(chosen)) } catch let error as StatisticsError {
        failures[error.explanation.problem, default: 0] += 1
      }
    }
    guard found.count >= 2 else {
      throw StatisticsError.tooFew(of: "stability: subsets that can be fitted", count: found.count, needed: 2)
    }
    (subsetRows, fitted, self.failures) = (size, found.count, failures)
    estimates = try full.enumerated().map { place, full in
      let sample = try Sample(found.map { $0[place] }, of: "estimates of subsets")
      return Estimate(
        full: full, mean: sample.mean, standardDeviation: sample.standardDeviation ?? 0,
        minimum: sample.minimum, maximum: sample.maximum,
        sameSign: Double(sample.values.count { $0.sign == full.sign }) / Double(sample.count))
    }
  }
}
