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
    return Answer(try lab.findings(of: experiment))
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
