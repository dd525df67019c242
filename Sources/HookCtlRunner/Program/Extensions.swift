import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import Interventions
import MazeLab

/// What a program adds to `hookctl`: interventions, and commands of its own.
///
/// This is the one place where they come in. A program with plugins is
///
/// ```swift
/// var extensions = try Extensions.builtIn
/// extensions.registry.add(CheeseVector.self, from: "cheese-vector")
/// HookCtl.run(with: extensions)
/// ```
public struct Extensions: Sendable {
  /// The kinds of intervention that calls and plan files may name.
  public var registry: Registry

  /// Further subcommands, shown in `hookctl --help` after the built-in ones.
  public var commands: [any ParsableCommand.Type]

  /// The extensions of a program.
  public init(registry: Registry, commands: [any ParsableCommand.Type] = []) {
    self.registry = registry
    self.commands = commands
  }

  /// The built-in interventions and metrics, and no further commands.
  public static var builtIn: Extensions {
    get throws {
      var registry = try Registry.builtIn
      registry.addBuiltInMetrics()
      registry.addBuiltInMazeMetrics()
      registry.addBuiltInConditions()
      registry.addBuiltInArchitectures()
      registry.addBuiltInDialects()
      return Extensions(registry: registry)
    }
  }

  /// The built-in interventions and metrics, and what these plugins register.
  public init(plugins: [any HookPlugin.Type]) throws { try self.init(plugins: plugins.map { LinkedPlugin($0) }) }

  /// The built-in interventions and metrics, and what these plugins register, with what they were built from.
  public init(plugins: [LinkedPlugin]) throws {
    self = try .builtIn
    for plugin in plugins { registry.add(plugin.type, sha256: plugin.sha256) }
  }
}
