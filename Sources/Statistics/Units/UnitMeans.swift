/// Measurements by the unit that was sampled, a maze for instance; what is nested in a unit is averaged.
///
/// Seeds, draws and repeated episodes in one maze are not independent of each other: taken as so many observations they
/// give intervals that are too narrow ("pseudoreplication": Hurlbert, Ecological Monographs 54 (1984), 187-211). One value
/// for each unit is left, in the order in which units were first met.
public struct UnitMeans<Unit: Hashable & Sendable>: Sendable {
  /// The units.
  public let units: [Unit]
  /// The mean of each unit's measurements.
  public let means: [Double]
  /// How many measurements each unit has.
  public let counts: [Int]

  /// Groups measurements by their units.
  public init(_ measurements: some Sequence<(unit: Unit, value: Double)>) {
    var places: [Unit: Int] = [:], units: [Unit] = [], values: [[Double]] = []
    for (unit, value) in measurements {
      if let place = places[unit] {
        values[place].append(value)
      } else {
        places[unit] = units.count
        units.append(unit)
        values.append([value])
      }
    }
    self.units = units
    // Equal measurements have exactly their value as mean: sums of many would move the last bits.
    means = values.map { list in
      list[0] + list.reduce(0) { $0 + ($1 - list[0]) } / Double(list.count)
    }
    counts = values.map(\.count)
  }

  /// How many measurements there are in a unit; nil where units differ.
  public var nested: Int? { Set(counts).count == 1 ? counts.first : nil }

  /// The mean over units, every unit weighing the same.
  ///
  /// - Parameters:
  ///   - rule: when there is an interval, and at what level.
  ///   - range: where the measurements can be at all.
  /// - Throws: `StatisticsError.tooFew` without units, `.notFinite`, `.badParameter` for a level that makes no sense.
  public func estimate(
    _ rule: IntervalRule = IntervalRule(), in range: ClosedRange<Double> = .unlimited
  ) throws -> UnitEstimate {
    try UnitEstimate(Sample(means, of: "\(rule.unit)s", in: range), rule)
  }
}
