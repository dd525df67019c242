import HookKit

/// The metrics that commands and files may name: a section of the registry.
public struct MetricSection: RegistrySection {
  /// Everything known of a registered metric.
  public struct Kind: Sendable {
    /// The name, as `--metric` and files write it.
    public let name: String
    /// What it measures, in a line.
    public let summary: String
    /// What its numbers are measured in; empty for plain numbers.
    public let unit: String
    /// Where its numbers can be with default parameters.
    public let possibleRange: ClosedRange<Double>
    /// Its parameters, in the order in which the type declares them.
    public let parameters: [ParameterInfo]
    /// Where it comes from: "built in", or the name of a plugin.
    public let origin: String
    let make: @Sendable ([String: ParameterValue]) throws -> any Metric

    /// `path-probability(to: cheese, of: change)`.
    public var signature: String { parameters.signature(of: name) }
  }

  fileprivate var byName: [String: Kind] = [:]

  public init() {}

  /// All metrics by name.
  public var kinds: [Kind] { byName.values.sorted { $0.name < $1.name } }
}

extension Registry {
  /// Makes a metric available under its name. Two metrics of one name are a fault that ``checked()`` throws.
  ///
  /// - Parameters:
  ///   - type: the type of the metric.
  ///   - origin: where it comes from; by default the plugin that is registering.
  public mutating func add<New: Metric>(_ type: New.Type, from origin: String? = nil) {
    let (origin, name) = (origin ?? self.origin, NameStyle.hyphenated(New.name))
    if let old = self[MetricSection.self].byName[name] {
      return note(MetricError.duplicate(name, first: old.origin, second: origin))
    }
    do {
      self[MetricSection.self].byName[name] = MetricSection.Kind(
        name: name, summary: New.summary, unit: New.unit, possibleRange: New().possibleRange,
        parameters: try ParameterInfo.all(of: New()), origin: origin
      ) { try ParameterCoding.decode(New.self, from: $0) }
    } catch {
      note(MetricError.unreadableParameters(name, origin: origin, reason: "\(error)"))
    }
  }

  /// Where a metric comes from: "built in", or the name of a plugin; nil for an unknown name.
  public func originOfMetric(_ name: String) -> String? {
    let name = NameStyle.hyphenated(name)
    return self[MetricSection.self].byName[name]?.origin ?? mazeMetrics.first { $0.name == name }?.origin
  }

  /// The metrics that come with HookKit.
  public mutating func addBuiltInMetrics() {
    add(MeanTotalVariation.self)
    add(MeanArrowChange.self)
    add(DecisionSquare.self)
    add(PathProbability.self)
    add(GreedyActionChanged.self)
    add(ValueChange.self)
    add(Entropy.self)
  }

  /// Reads a metric as it is written: `mean-total-variation`, `path-probability(to: [3, 4])`, or a metric of mazes such as
  /// `size`, which is the same under every plan.
  ///
  /// - Throws: ``CallError`` for what is no name with parameters; ``MazeLab/MetricError`` and ``RegistryError`` for
  ///   those that no metric has.
  public func metric(_ text: String) throws -> any Metric {
    let (name, given) = try CallSyntax.part(text)
    let known = self[MetricSection.self].byName
    guard let found = NameStyle.known(name, among: known.keys), let kind = known[found] else {
      if let fact = knownMazeMetric(name) { return try MazeFact(fact, given) }
      throw MetricError.unknown(name, known: known.keys.sorted() + mazeMetrics.map(\.name))
    }
    return try kind.make(kind.parameters.completed(given, for: found))
  }
}

/// A metric that is not what the registry knows.
public enum MetricError: ExplainedError, Hashable {
  /// A name that no metric has; `known` are the names there are.
  case unknown(String, known: [String])
  /// Two metrics have one name; `first` and `second` are where they come from.
  case duplicate(String, first: String, second: String)
  /// A metric whose default value cannot be encoded, so that its parameters are not known.
  case unreadableParameters(String, origin: String, reason: String)
  /// A metric's code gave an infinity, or what is not a number.
  case notFinite(String, value: String)
  /// A metric's code gave a number outside of the range that it states.
  case outOfRange(String, value: String, range: String)

  public var explanation: Explanation {
    switch self {
    case .unknown(let name, let known):
      Explanation(
        .usage, "metric \"\(name)\"", "there is no such metric",
        try: NearNames.suggestion(
          for: NameStyle.hyphenated(name), in: known, otherwise: "there are \(known.joined(separator: ", "))")
          + " (a plugin's metrics need --plugin FOLDER)")
    case .duplicate(let name, let first, let second):
      Explanation(
        .usage, "metric \"\(name)\"", "is registered twice: \(first), and \(second)",
        try: "give one of the types another name")
    case .unreadableParameters(let name, let origin, let reason):
      Explanation(
        .defect, "metric \"\(name)\" from \(origin)", "its parameters cannot be read: \(reason)",
        try: "make every stored property a @Parameter of a Codable type")
    case .notFinite(let name, let value):
      Explanation(
        .defect, "metric \"\(name)\"", "gave \(value)",
        try: "a metric gives a finite number, or nil where a maze does not have what is asked for")
    case .outOfRange(let name, let value, let range):
      Explanation(
        .defect, "metric \"\(name)\"", "gave \(value), and says that its numbers are from \(range)",
        try: "correct the metric, or its possibleRange")
    }
  }
}
