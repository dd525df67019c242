import Foundation
import Essentials

/// Finite numbers, at least one, of which mean, spread and quantiles are asked.
public struct Sample: Sendable, Hashable {
  /// The numbers in the order given.
  public let values: [Double]
  /// Where such numbers can be at all, as probabilities are in 0...1; intervals of their means end there.
  public let possibleRange: ClosedRange<Double>

  /// The numbers given.
  ///
  /// - Parameters:
  ///   - values: the numbers, at least one.
  ///   - name: what they are, for error messages.
  ///   - range: where such numbers can be at all.
  /// - Throws: `StatisticsError.tooFew` without numbers, `.notFinite` with the first row that is not finite.
  public init(
    _ values: some Sequence<Double>, of name: String = "sample", in range: ClosedRange<Double> = .unlimited
  ) throws {
    self.values = Array(values)
    possibleRange = range
    guard !self.values.isEmpty else { throw StatisticsError.tooFew(of: name, count: 0, needed: 1) }
    if let row = self.values.firstIndex(where: { !$0.isFinite }) {
      throw StatisticsError.notFinite(of: name, row: row)
    }
  }

  /// The differences `first[i] - second[i]` of what was measured twice on the same rows.
  ///
  /// - Parameters:
  ///   - first: what the others are taken away from.
  ///   - second: as many as there are of `first`, row by row.
  ///   - name: what the differences are, for error messages.
  ///   - range: where the numbers of both can be, not their differences.
  /// - Throws: `StatisticsError.unequalCounts`, or what `init` throws.
  public init(
    differences first: [Double], minus second: [Double], of name: String = "differences",
    in range: ClosedRange<Double> = .unlimited
  ) throws {
    guard first.count == second.count else {
      throw StatisticsError.unequalCounts("first values", first.count, "second values", second.count)
    }
    try self.init(zip(first, second).map { $0 - $1 }, of: name, in: range.ofDifferences)
  }

  /// How many numbers there are.
  public var count: Int { values.count }

  /// The arithmetic mean.
  public var mean: Double {
    let first = values.reduce(0, +) / Double(count)
    // The second pass takes away the rounding error of the first.
    return first + values.reduce(0) { $0 + ($1 - first) } / Double(count)
  }

  /// The unbiased variance, with count - 1 below; nil for a single number.
  public var variance: Double? {
    guard count > 1 else { return nil }
    let mean = mean
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
  }

  /// The square root of the unbiased variance; nil for a single number.
  public var standardDeviation: Double? { variance.map { $0.squareRoot() } }

  /// The standard deviation of the mean, sd / √count; nil for a single number.
  public var standardError: Double? { variance.map { ($0 / Double(count)).squareRoot() } }

  /// The smallest number.
  public var minimum: Double { values.min() ?? .nan }

  /// The largest number.
  public var maximum: Double { values.max() ?? .nan }

  /// The median.
  public var median: Double { quantiles([0.5])[0] }

  /// The quantiles at the fractions given, interpolated linearly between the two nearest numbers.
  ///
  /// Type 7 of Hyndman and Fan, "Sample quantiles in statistical packages" (1996); the default of NumPy and R.
  ///
  /// - Precondition: fractions are within 0...1.
  /// - Complexity: one sort.
  public func quantiles(_ fractions: [Double]) -> [Double] {
    let sorted = values.sorted()
    return fractions.map { Self.quantile($0, ofSorted: sorted) }
  }

  static func quantile(_ fraction: Double, ofSorted sorted: [Double]) -> Double {
    precondition((0...1).contains(fraction), "a quantile at \(fraction)")
    let place = fraction * Double(sorted.count - 1)
    let below = Int(bounded: place), above = min(below + 1, sorted.count - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
  }
}
