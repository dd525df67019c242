/// A mean over independent units with its confidence interval, or why it has none.
public struct UnitEstimate: Sendable, Hashable {
  /// The mean.
  public let estimate: Double
  /// Its interval, within the range that is possible; nil for a reason that ``lack`` gives.
  public let interval: ConfidenceInterval?
  /// Why there is no interval; nil when there is one.
  public let lack: IntervalLack?
  /// The number of units.
  public let count: Int
  /// What the units are: "level".
  public let unit: String
  /// How the interval is computed, in words.
  public let method: String

  /// The mean of a sample of one value for each unit; ``Sample/meanInterval(level:)``.
  ///
  /// - Throws: `StatisticsError.badParameter` for a level that makes no sense.
  public init(_ sample: Sample, _ rule: IntervalRule = IntervalRule()) throws {
    let lack = rule.lack(of: sample.count)
    let interval = try sample.meanInterval(level: rule.level)
    self.init(
      sample.mean, lack == nil ? interval : nil, lack, of: sample.count, rule.unit, method: Sample.meanIntervalMethod,
      in: sample.possibleRange)
  }

  /// Every mean and rate comes through here: intervals are cut to the possible range in this place alone.
  init(
    _ estimate: Double, _ interval: ConfidenceInterval?, _ lack: IntervalLack?, of count: Int, _ unit: String,
    method: String, in range: ClosedRange<Double>
  ) {
    (self.estimate, self.interval, self.lack) = (estimate, interval?.cut(to: range), lack)
    (self.count, self.unit, self.method) = (count, unit, method)
  }

  /// From the lower to the upper end, for charts; nil without an interval.
  public var range: ClosedRange<Double>? { interval.map { ClosedRange(between: $0.lower, and: $0.upper) } }
}
