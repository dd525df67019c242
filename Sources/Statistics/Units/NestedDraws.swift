/// What was measured on every unit, beside null draws of it, where both were repeated under several seeds.
///
/// Where a value stands among null draws means something only if, were the value chance too, it could be any of them. A mean
/// over seeds has less spread than one draw, so that the value may not be a mean of one thing and the draws means of many:
/// - a value that is the same under every seed is held against single draws, those of all seeds together;
/// - one that was drawn anew under every seed is held, as its mean over seeds, against means over seeds of the draws;
/// - one that is the same in part only has no such counterpart, and what was measured under the first seed counts.
///
/// Draws that are equal under all seeds, as where a twin has nothing random, count once. Equal means but for rounding:
/// runs that are computed together with others may differ in the last bits.
public struct NestedDraws: Sendable {
  /// How a value was held against draws.
  public enum Pooling: Sendable, Hashable {
    /// One seed, or draws that were taken as they are.
    case single
    /// The draws of all seeds together.
    case pooled(seeds: Int)
    /// Means over seeds, of the value and of every draw.
    case averaged(seeds: Int)
    /// What was measured under the first of the seeds.
    case first(of: Int)
  }

  /// The value of every unit.
  public let values: [Double]
  /// The draws, each with its value on every unit.
  public let draws: [[Double]]
  /// Where such values can be at all.
  public let possibleRange: ClosedRange<Double>
  /// How they are held against each other.
  public let pooling: Pooling

  /// Numbers that differ by less than this part of the largest are copies.
  private static let rounding = 1e-4
  /// Below this probability a value varies less over seeds than its draws do: part of it is not drawn.
  private static let doubt = 0.05

  /// What was measured under each seed, beside null draws of the same seeds.
  ///
  /// - Parameters:
  ///   - values: what was measured: `[seed][unit]`, every unit under every seed.
  ///   - draws: the same of null draws: `[seed][draw][unit]`.
  ///   - range: where values and draws can be at all.
  /// - Precondition: there is a seed, and all lists of units are as long as each other.
  public init(_ values: [[Double]], draws: [[[Double]]], in range: ClosedRange<Double> = .unlimited) {
    precondition(!values.isEmpty && values.count == draws.count, "values and draws of the same seeds")
    possibleRange = range
    let seeds = values.count, numbers = 0..<(draws.map(\.count).min() ?? 0)
    let tolerance = Self.rounding * (draws.joined().joined().map(abs).max() ?? 0)
    // One draw at a time, its copies under other seeds left out.
    let distinct = numbers.flatMap { number in Self.distinct(draws.map { $0[number] }, tolerance) }
    if seeds == 1 {
      (self.values, self.draws, pooling) = (values[0], draws[0], .single)
    } else if Self.distinct(values, tolerance).count == 1 {
      (self.values, self.draws, pooling) = (values[0], distinct, .pooled(seeds: seeds))
    } else if Self.isFixedInPart(values, draws, numbers) {
      (self.values, self.draws, pooling) = (values[0], draws[0], .first(of: seeds))
    } else {
      self.values = Self.mean(values)
      self.draws = numbers.map { number in Self.mean(draws.map { $0[number] }) }
      pooling = .averaged(seeds: seeds)
    }
  }

  /// The mean over units of each draw.
  public var means: [Double] { draws.map(Self.mean) }

  /// Where the mean over units stands among those of the draws.
  ///
  /// - Throws: `StatisticsError.tooFew` without draws, `.notFinite`.
  public func comparison() throws -> NullComparison { try NullComparison(Self.mean(values), among: means) }

  /// Whether the means over units vary less from seed to seed than those of the draws: an F test, one-sided.
  private static func isFixedInPart(_ values: [[Double]], _ draws: [[[Double]]], _ numbers: Range<Int>) -> Bool {
    let own = variance(values.map(mean))
    let theirs = numbers.map { number in variance(draws.map { mean($0[number]) }) }
    let between = mean(theirs), degrees = Double(values.count - 1)
    guard between > 0 else { return false }
    guard own > 0 else { return true }
    return FDistribution.tail(between / own, Double(theirs.count) * degrees, degrees) < doubt
  }

  /// The lists that are no copies of earlier ones.
  private static func distinct(_ lists: [[Double]], _ tolerance: Double) -> [[Double]] {
    lists.reduce(into: []) { found, list in
      let isCopy = found.contains { zip($0, list).allSatisfy { abs($0 - $1) <= tolerance } }
      if !isCopy { found.append(list) }
    }
  }

  private static func mean(_ lists: [[Double]]) -> [Double] {
    lists[0].indices.map { place in mean(lists.map { $0[place] }) }
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private static func variance(_ values: [Double]) -> Double {
    let mean = mean(values)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
