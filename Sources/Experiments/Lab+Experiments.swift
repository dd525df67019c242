import HookKit
import MazeLab

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
      return try findings(of: experiment)
    }
    return try run(entry.type)
  }

  /// Runs an experiment, and completes its recipe: what was run, on which mazes, with whose code.
  ///
  /// - Throws: `Fault` for names of findings that are none of files, and what the experiment throws.
  public func findings<Kind: Experiment>(of experiment: Kind) throws -> Findings {
    let log = RunLog()
    var findings = try RunLog.$current.withValue(log) { try experiment.run(in: self) }
    try findings.checkedNames()
    findings.recipe.add("experiment", .string(Kind.name))
    let origin = registry.experiments.first { $0.name == Kind.name }?.origin
    if let origin { findings.recipe.add("plugin", .string(origin)) }
    // What was run counts, and the option only where nothing was.
    findings.recipe.add(policy)
    findings.recipe.add(log)
    var used = log.uses
    used.formUnion(PlanUses(metrics: log.metrics))
    used.add([Kind.name], of: ExperimentEntry.self)
    findings.recipe.add(mazeSet)
    findings.recipe.add(used, naming: registry)
    findings.recipe.add("seed", .string(String(seed)))
    findings.recipe.add(facing)
    return findings
  }
}
