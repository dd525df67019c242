import HookKit

extension Lab {
  /// Runs an experiment of the registry with these options, as its command would: for tests of plugins.
  ///
  /// ```swift
  /// let found = try lab.findings(of: "cheese-vector-dose", "--scales=-1,1", "--nulls", "2")
  /// try found.checkedNames()
  /// ```
  ///
  /// - Throws: `Fault`, what is wrong with the options, and what the experiment throws.
  public func findings(of name: String, _ options: String...) throws -> Findings {
    guard let entry = registry.experiments.first(where: { $0.name == name }) else {
      throw Fault(.unknown("experiment", name, among: registry.experiments.map(\.name)).orOfPlugin)
    }
    func run<Kind: Experiment>(_ kind: Kind.Type) throws -> Findings {
      let experiment = try kind.parse(options)
      try OptionUses(options, of: kind).check()
      return try experiment.run(in: self)
    }
    return try run(entry.type)
  }
}
