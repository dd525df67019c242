import HookKit
import Interventions
import Statistics

/// What one condition of a sweep does on the whole: over all its levels, what was repeated under several seeds averaged
/// within each level.
public struct Effect: Sendable {
  /// How a condition's null twins do.
  public struct Nulls: Sendable {
    /// How the twins were made.
    public let control: Control
    /// The mean over levels of each draw.
    public let means: [Double]
    /// Where the condition's mean stands among them.
    public let comparison: NullComparison
    /// How the seeds of draws were counted.
    public let pooling: NestedDraws.Pooling
    /// The percentile with its interval, 0 to 100; Wilson, 95 %.
    public let percentile: ConfidenceInterval
    /// The mean over levels of the condition's value minus the mean of its twins there, with an interval for other levels
    /// and other draws; ``Statistics/NestedDraws/excess(_:isDrawn:)``.
    public let excess: UnitEstimate
  }

  /// The condition: positions on the axes that make up conditions.
  public let condition: [Int]
  /// One value for each level that has one: the mean over its seeds.
  public let values: [Double]
  /// The number of levels whose mazes do not have what the metric asks for.
  public let undefined: Int
  /// How many seeds each value is the mean of; nil where levels differ.
  public let seeds: Int?
  /// The mean over levels with its interval, or why it has none; nil where no level has a value.
  public let mean: UnitEstimate?
  /// Where the mean stands among those of null twins; one for each control.
  public let nulls: [Nulls]
  /// The mean size of the change as a part of the activation's.
  public let changeRatio: Double?
}

extension SweepResults {
  /// The positions of the axes that make up conditions: all but levels and seeds, with more than one value.
  public var conditionAxes: [Int] {
    axes.indices.filter {
      axes[$0].texts.count > 1 && ![Axis.levelName, Axis.seedName].contains(axes[$0].name)
    }
  }

  /// The rows of every condition, in the order of the axes.
  var conditions: [(condition: [Int], members: [Int])] {
    let axes = conditionAxes
    let groups = Dictionary(grouping: rows.indices) { row in axes.map { rows[row].coordinates[$0] } }
    return groups.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { ($0, groups[$0] ?? []) }
  }

  /// The position of a row's level on its axis: the unit of all means.
  func level(ofRow row: Int) -> Int { position(of: row, on: Axis.levelName) }

  private func position(of row: Int, on axis: String) -> Int {
    axes.firstIndex { $0.name == axis }.map { rows[row].coordinates[$0] } ?? 0
  }

  /// The effect of every condition, in the order of the axes.
  ///
  /// - Throws: `StatisticsError` for a level of confidence that makes no sense.
  public func effects(of metric: Int, _ rule: IntervalRule = IntervalRule()) throws -> [Effect] {
    let rule = rule.over(unit)
    return try conditions.map { condition, members in
      let defined = members.filter { rows[$0].values[metric]?.isFinite ?? false }
      let means = UnitMeans(defined.compactMap { row in rows[row].values[metric].map { (level(ofRow: row), $0) } })
      let ratios = members.compactMap { rows[$0].changeRatio }
      return Effect(
        condition: condition, values: means.means,
        undefined: Set(members.map(level)).count - means.units.count, seeds: means.nested,
        mean: means.units.isEmpty ? nil : try means.estimate(rule, in: metrics[metric].possibleRange),
        nulls: try Control.ordered(self.nulls.keys).compactMap { try nulls($0, of: metric, defined, rule) },
        changeRatio: ratios.isEmpty ? nil : ratios.reduce(0, +) / Double(ratios.count))
    }
  }

  private func nulls(
    _ control: Control, of metric: Int, _ members: [Int], _ rule: IntervalRule
  ) throws -> Effect.Nulls? {
    guard let draws = nulls[control], let nested = nested(draws, of: metric, members) else { return nil }
    let comparison = try nested.comparison()
    return Effect.Nulls(
      control: control, means: nested.means, comparison: comparison, pooling: nested.pooling,
      percentile: try comparison.percentileInterval(), excess: try nested.excess(rule, isDrawn: control.isDrawn))
  }

  /// The values of rows beside those of their draws, by seeds that all levels have; nil where nothing is complete.
  private func nested(_ draws: [[[Double?]]], of metric: Int, _ members: [Int]) -> NestedDraws? {
    let levels = UnitMeans(members.map { (level(ofRow: $0), 0) }).units
    let bySeed = Dictionary(grouping: members) { position(of: $0, on: Axis.seedName) }
    let places = bySeed.keys.sorted().compactMap { seed -> [Int]? in
      let ofLevels = Dictionary((bySeed[seed] ?? []).map { (level(ofRow: $0), $0) }) { first, _ in first }
      return ofLevels.count == levels.count ? levels.compactMap { ofLevels[$0] } : nil
    }
    let count = places.joined().map { draws[$0].count }.min() ?? 0
    // A draw counts where it has a value on every level under every seed.
    let complete = (0..<count).filter { draw in
      places.joined().allSatisfy { draws[$0][draw][metric]?.isFinite ?? false }
    }
    guard !places.isEmpty, !complete.isEmpty else { return nil }
    return NestedDraws(
      places.map { $0.compactMap { rows[$0].values[metric] } },
      draws: places.map { rows in complete.map { draw in rows.compactMap { draws[$0][draw][metric] } } },
      in: metrics[metric].possibleRange)
  }

  /// The mean difference of every condition to one of them, paired over levels and seeds, the seeds of a level averaged.
  ///
  /// - Parameters:
  ///   - metric: the position of the metric.
  ///   - axis: the position of the axis on which the conditions differ.
  ///   - reference: the position of the value that the others are held against.
  ///   - rule: which means have an interval.
  /// - Returns: for each condition that is not the reference, its difference; its count is that of the levels.
  public func differences(
    of metric: Int, on axis: Int, from reference: Int, _ rule: IntervalRule = IntervalRule()
  ) throws -> [(condition: [Int], difference: UnitEstimate)] {
    let range = metrics[metric].possibleRange.ofDifferences
    let byPlace = Dictionary(rows.indices.map { (rows[$0].coordinates, $0) }) { $1 }
    return try conditions.compactMap { condition, members in
      let pairs = members.compactMap { row -> (unit: Int, value: Double)? in
        var place = rows[row].coordinates
        guard place[axis] != reference else { return nil }
        place[axis] = reference
        guard let other = byPlace[place], let value = rows[row].values[metric], let base = rows[other].values[metric]
        else { return nil }
        return (level(ofRow: row), value - base)
      }
      return pairs.isEmpty ? nil : (condition, try UnitMeans(pairs).estimate(rule.over(unit), in: range))
    }
  }

  /// The values of a condition as text: `scale -1`.
  public func text(of condition: [Int]) -> String {
    zip(conditionAxes, condition).map { "\(axes[$0].name) \(axes[$0].texts[$1])" }.joined(separator: ", ")
  }
}

extension [Effect] {
  /// Whether some mean has an interval: what titles, captions and notes then explain.
  package var haveIntervals: Bool { contains { $0.mean?.interval != nil } }
}
