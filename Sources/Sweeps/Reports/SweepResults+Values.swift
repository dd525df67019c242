import HookKit
import Statistics

extension SweepResults {
  /// A metric's values where axes have these values, by level (of mazes from files, by their places): for what tables of effects do not say.
  ///
  /// ```swift
  /// let both = try results.values(of: metric, where: ["cheese": "-1", "corner": "1"])
  /// ```
  ///
  /// Levels without a value are left out; of several points of one level, their mean counts.
  ///
  /// - Parameters:
  ///   - metric: the position of the metric.
  ///   - wanted: values as text by the names of their axes.
  /// - Throws: ``StoreError/noAxis(_:known:)``.
  public func values(of metric: Int, where wanted: [String: String]) throws -> [Int: Double] {
    let wanted = try wanted.map { (axis: try axis($0), text: $1) }
    let levels = try axis(Axis.levelName)
    let found = rows.compactMap { row -> (unit: Int, value: Double)? in
      guard wanted.allSatisfy({ axes[$0.axis].texts[row.coordinates[$0.axis]] == $0.text }),
        let value = row.values[metric]
      else { return nil }
      let place = row.coordinates[levels]
      return (Int(axes[levels].texts[place]) ?? place, value)
    }
    let means = UnitMeans(found)
    return Dictionary(uniqueKeysWithValues: zip(means.units, means.means))
  }
}
