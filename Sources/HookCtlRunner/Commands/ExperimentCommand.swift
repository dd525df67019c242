import ArgumentParser
import Experiments
import HookKit
import MazeLab

/// The command of an experiment: its own options, and those that all experiments have.
struct ExperimentCommand<Kind: Experiment>: ReportCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Kind.name, abstract: Kind.summary,
      discussion: "\(Kind.discussion)\n\nLooks at levels \(Kind.levels) where no mazes are named.")
  }

  @OptionGroup(title: "Experiment") var experiment: Kind
  @OptionGroup(title: "Model, mazes and output") var options: ExperimentOptions<Kind>

  func drawing(_ work: () throws -> Void) throws { try options.size.drawing(work) }

  var output: OutputOptions<FindingsOutput> { options.output }

  func answer(in program: Program) throws -> Answer {
    let lab = try options.lab(in: program)
    let log = RunLog()
    var findings = try RunLog.$current.withValue(log) { try experiment.run(in: lab) }
    try findings.checkedNames()
    complete(&findings.recipe, lab, log, program)
    return Answer(findings)
  }

  /// Adds what only the program knows to the recipe.
  private func complete(_ recipe: inout Recipe, _ lab: Lab, _ log: RunLog, _ program: Program) {
    recipe.add("experiment", .string(Kind.name))
    let (registry, origin) = (program.registry, program.registry.experiments.first { $0.name == Kind.name }?.origin)
    if let origin { recipe.add("plugin", .string(origin)) }
    // What was run counts, and the option only where nothing was.
    recipe.add(lab.policy)
    recipe.add(log)
    var used = log.uses
    used.formUnion(PlanUses(metrics: log.metrics))
    used.add([Kind.name], of: ExperimentEntry.self)
    recipe.add(lab.mazeSet)
    recipe.add(used, naming: registry)
    recipe.add("seed", .string(String(lab.seed)))
    options.facing.describe(in: &recipe)
  }
}

/// The experiments of a program as commands, grouped by the plugin they come from.
enum ExperimentCommands {
  static func groups(of registry: Registry) -> [CommandGroup] {
    var origins: [String] = []
    for entry in registry.experiments where !origins.contains(entry.origin) { origins.append(entry.origin) }
    return origins.map { origin in
      CommandGroup(
        name: "Experiments (\(origin))",
        subcommands: registry.experiments.filter { $0.origin == origin }.map { command($0.type) })
    }
  }

  private static func command(_ type: any Experiment.Type) -> any ParsableCommand.Type {
    func open<Kind: Experiment>(_: Kind.Type) -> any ParsableCommand.Type { ExperimentCommand<Kind>.self }
    return open(type)
  }
}
