import HookKit
import Statistics

/// What one condition of a sweep does on the whole: over all its levels and seeds.
public struct Effect: Sendable {
  /// How a condition's null twins do.
  public struct Nulls: Sendable {
    public let control: Control
    /// The mean over levels of each draw.
    public let means: [Double]
    /// Where the condition's mean stands among them.
    public let comparison: NullComparison
    /// The percentile with its interval, 0 to 100; Wilson, 95 %.
    public let percentile: ConfidenceInterval
    /// The mean over levels of the condition's value minus the mean of its twins there, with its bootstrap interval.
    public let excess: ConfidenceInterval
  }

  /// The condition: positions on the axes that make up conditions.
  public let condition: [Int]
  /// One value for each maze that has one.
  public let values: [Double]
  /// The number of mazes that do not have what the metric asks for.
  public let undefined: Int
  /// The mean with its bootstrap interval, 95 %; nil where no maze has a value.
  public let mean: ConfidenceInterval?
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

  /// The effect of every condition, in the order of the axes.
  ///
  /// - Parameter resamples: of the bootstrap; its seed is 0, so that the same file gives the same intervals.
  public func effects(of metric: Int, resamples: Int = 2000) throws -> [Effect] {
    let axes = conditionAxes
    let groups = Dictionary(grouping: rows.indices) { row in axes.map { rows[row].coordinates[$0] } }
    let bootstrap = Bootstrap(resamples: resamples)
    return try groups.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { condition in
      let members = groups[condition] ?? []
      let defined = members.filter { rows[$0].values[metric]?.isFinite ?? false }
      let values = defined.compactMap { rows[$0].values[metric] }
      let ratios = members.compactMap { rows[$0].changeRatio }
      return Effect(
        condition: condition, values: values, undefined: members.count - defined.count,
        mean: values.isEmpty ? nil : try bootstrap.mean(of: Sample(values)),
        nulls: values.isEmpty
          ? []
          : try Control.allCases.compactMap { control in
            try nulls(control, of: metric, defined, values, bootstrap)
          }, changeRatio: ratios.isEmpty ? nil : ratios.reduce(0, +) / Double(ratios.count))
    }
  }

  private func nulls(
    _ control: Control, of metric: Int, _ members: [Int], _ values: [Double], _ bootstrap: Bootstrap
  ) throws -> Effect.Nulls? {
    guard let all = nulls[control] else { return nil }
    let draws = members.map { all[$0].map { $0[metric] } }
    let count = draws.map(\.count).min() ?? 0
    guard count > 0 else { return nil }
    let means = (0..<count).compactMap { draw -> Double? in
      let values = draws.compactMap { $0[draw] }
      return values.count == draws.count ? values.reduce(0, +) / Double(values.count) : nil
    }
    guard let mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count), !means.isEmpty else {
      return nil
    }
    let comparison = try NullComparison(mean, among: means)
    let ofLevels = draws.map { draws in draws.compactMap { $0 }.reduce(0, +) / Double(max(1, draws.count)) }
    return Effect.Nulls(
      control: control, means: means, comparison: comparison, percentile: try comparison.percentileInterval(),
      excess: try bootstrap.meanDifference(values, minus: ofLevels))
  }

  /// The mean difference of every condition to one of them, paired over levels and seeds, with bootstrap intervals.
  ///
  /// - Parameters:
  ///   - axis: the position of the axis on which the conditions differ.
  ///   - reference: the position of the value that the others are held against.
  /// - Returns: for each condition that is not the reference, its difference and the number of pairs.
  public func differences(
    of metric: Int, on axis: Int, from reference: Int, resamples: Int = 2000
  ) throws -> [(condition: [Int], difference: ConfidenceInterval, pairs: Int)] {
    let bootstrap = Bootstrap(resamples: resamples)
    let axes = conditionAxes
    let byPlace = Dictionary(rows.indices.map { (rows[$0].coordinates, $0) }) { $1 }
    let groups = Dictionary(grouping: rows.indices) { row in axes.map { rows[row].coordinates[$0] } }
    return try groups.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { condition in
      let pairs = (groups[condition] ?? []).compactMap { row -> (Double, Double)? in
        var place = rows[row].coordinates
        guard place[axis] != reference else { return nil }
        place[axis] = reference
        guard let other = byPlace[place], let value = rows[row].values[metric],
          let base = rows[other].values[metric]
        else { return nil }
        return (value, base)
      }
      guard !pairs.isEmpty else { return nil }
      return (condition, try bootstrap.meanDifference(pairs.map(\.0), minus: pairs.map(\.1)), pairs.count)
    }
  }

  /// The values of a condition as text: `scale -1`.
  public func text(of condition: [Int]) -> String {
    zip(conditionAxes, condition).map { "\(axes[$0].name) \(axes[$0].texts[$1])" }.joined(separator: ", ")
  }
}
