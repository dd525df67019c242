import HookKit

extension Lab {
  /// Runs an experiment of the registry with these options, as its command would: for tests of plugins.
  ///
  /// ```swift
  /// let found = try lab.findings(of: "cheese-vector-dose", "--scales=-1,1", "--nulls", "2")
  /// try found.checkedNames()
  /// ```
  ///
  /// - Throws: ``UnknownExperiment``, what is wrong with the options, and what the experiment throws.
  public func findings(of name: String, _ options: String...) throws -> Findings {
    guard let entry = registry.experiments.first(where: { $0.name == name }) else {
      throw UnknownExperiment(name: name, known: registry.experiments.map(\.name))
    }
    func run<Kind: Experiment>(_ kind: Kind.Type) throws -> Findings {
      let experiment = try kind.parse(options)
      try OptionUses(options, of: kind).check()
      return try experiment.run(in: self)
    }
    return try run(entry.type)
  }
}

/// A name that no experiment has.
public struct UnknownExperiment: ExplainedError, Hashable {
  /// What was asked for.
  public let name: String
  /// What there is.
  public let known: [String]

  public var explanation: Explanation {
    Explanation(
      .usage, "experiment \"\(name)\"", "there is no such experiment",
      try: NearNames.suggestion(for: name, in: known, otherwise: "there are \(known.joined(separator: ", "))"))
  }
}
