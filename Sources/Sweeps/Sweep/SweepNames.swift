import GRDB
import HookKit
import MazeLab

/// The names of a sweep's axes and metrics, which are columns of the results: SQL does not tell `s` from `S`.
enum SweepNames {
  /// The names that sweeps give by themselves, after the place of the braces. The tables `points`, `receipts` and those of
  /// values have such columns as well; the view `results` has not, so that SQL asks which one is meant.
  private static let given = [Axis.siteName, Axis.planName, "selection", "value"]

  /// - Throws: ``SweepError/axisTwice(_:)``, ``SweepError/axisName(_:isTakenBy:)``, ``SweepError/metricName(_:isTakenBy:)``.
  static func check(_ axes: [Axis], _ metrics: [any Metric]) throws {
    var taken = try columns()
    for name in given { taken[name] = nil }
    var measured: Set<String> = []
    for name in metrics.map({ $0.text }) {
      let column = Schema.column(ofMetric: name).lowercased()
      if let other = taken[column] { throw SweepError.metricName(name, isTakenBy: other) }
      guard measured.insert(letters(of: column)).inserted else {
        throw SweepError.metricName(name, isTakenBy: "a metric that is named before it")
      }
    }
    var names: [String: String] = [:]
    for axis in axes {
      let key = axis.name.lowercased()
      if let other = names.updateValue(axis.name, forKey: key) {
        throw other == axis.name
          ? SweepError.axisTwice(other) : .axisName(axis.name, isTakenBy: "the axis \"\(other)\"")
      }
      if measured.contains(letters(of: axis.name)) {
        throw SweepError.axisName(axis.name, isTakenBy: "a metric")
      }
      if let column = taken[key], !isItself(axis) { throw SweepError.axisName(axis.name, isTakenBy: column) }
    }
  }

  /// A name without capitals and what joins its words: queries know a metric's column in every spelling of it.
  private static func letters(of name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

  /// Whether an axis is the one that a column is named for.
  private static func isItself(_ axis: Axis) -> Bool {
    axis.values.allSatisfy { value in
      switch value {
      case .level, .file: axis.name == Axis.levelName
      case .maze: axis.name == Axis.mazeName
      case .facing: axis.name == Axis.facingName
      case .seed: axis.name == Axis.seedName
      case .model: axis.name == Axis.modelName
      case .integer, .number, .text, .plan: false
      }
    }
  }

  /// Every column of every table and of the view, in lower case, with where it is.
  private static func columns() throws -> [String: String] {
    var columns: [String: String] = [:]
    for (table, names) in try Schema.columns() {
      for name in names { columns[name.lowercased()] = "a column of the table \(table)" }
    }
    for name in Schema.viewColumns { columns[name] = "a column of every sweep's results" }
    for name in Schema.netColumns { columns[name] = "a column of the results of sweeps with null twins" }
    for name in Axis.sceneNames { columns[name] = "what every sweep has: models, levels, mazes, facings and seeds" }
    return columns
  }
}
