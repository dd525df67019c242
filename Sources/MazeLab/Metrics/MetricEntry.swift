import HookKit

/// A registered metric.
public struct MetricEntry: CatalogueEntry {
  public static let noun = "metric"

  public let name: String
  public let summary: String
  /// What its numbers are measured in; empty for plain numbers.
  public let unit: String
  /// Where it comes from: "built in", or the name of a plugin.
  public let origin: String
  let form: ParameterForm<any Metric>
  fileprivate let range: @Sendable () -> ClosedRange<Double>

  /// Where its numbers can be with default parameters.
  public var possibleRange: ClosedRange<Double> { range() }

  /// The parameters of the metric.
  public var parameters: [ParameterInfo] { form.parameters }

  /// `path-probability(to: cheese, of: change)`.
  public var signature: String { parameters.signature(of: name) }
}

extension Registry {
  /// All metrics by name.
  public var metrics: [MetricEntry] { catalogue(of: MetricEntry.self).entries.sorted { $0.name < $1.name } }

  /// Makes a metric available under its name. Two metrics of one name are a fault that ``checked()`` throws.
  ///
  /// - Parameters:
  ///   - type: the metric.
  ///   - origin: where it comes from; by default the plugin that is registering.
  public mutating func add<New: Metric>(_ type: New.Type, from origin: String? = nil) {
    let (origin, name) = (origin ?? self.origin, NameStyle.hyphenated(New.name))
    guard let form: ParameterForm<any Metric> = form(of: New(), MetricEntry.noun, name, from: origin, as: { $0 })
    else { return }
    enter(
      MetricEntry(name: name, summary: New.summary, unit: New.unit, origin: origin, form: form) { New().possibleRange })
  }

  /// The metrics that come with HookKit.
  public mutating func addBuiltInMetrics() {
    addBuiltIn {
      $0.add(MeanTotalVariation.self)
      $0.add(MeanArrowChange.self)
      $0.add(DecisionSquare.self)
      $0.add(PathProbability.self)
      $0.add(GreedyActionChanged.self)
      $0.add(ValueChange.self)
      $0.add(Entropy.self)
    }
  }

  /// Reads a metric as it is written: `mean-total-variation`, `path-probability(to: [3, 4])`, or a metric of mazes such as
  /// `size`, which is the same under every plan.
  ///
  /// - Throws: `SyntaxError` for what is no name with parameters; `CatalogueError` and `RegistryError` for those that no
  ///   metric has.
  public func metric(_ text: String) throws -> any Metric {
    let (name, given) = try CallSyntax.part(text)
    if let entry = catalogue(of: MetricEntry.self).known(name) {
      return try entry.form(given, for: entry.name, in: self)
    }
    if let fact = catalogue(of: MazeMetricEntry.self).known(name) { return try MazeFact(fact, given) }
    throw CatalogueError.unknown(name, noun: MetricEntry.noun, known: (metrics.map(\.name) + mazeMetrics.map(\.name)))
  }
}
