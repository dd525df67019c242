import ArgumentParser
import Experiments
import HookKit
import PluginHost

/// What commands need besides their options: the registry, and where to print.
public struct Program: Sendable {
  /// What this program has beyond the built-in commands.
  public let extensions: Extensions

  /// Where output goes.
  public let console: Console

  /// What the command line says of plugins.
  let plugins: PluginArguments

  /// The options of the command that runs, in the order of the command line.
  private(set) var options: [OptionUses.Use] = []

  /// A program that prints to `console`.
  public init(extensions: Extensions, console: Console) {
    self.init(extensions: extensions, console: console, plugins: PluginArguments(rest: []))
  }

  init(extensions: Extensions, console: Console, plugins: PluginArguments) {
    self.extensions = extensions
    self.console = console
    self.plugins = plugins
  }

  /// The program with the options of its command.
  func with(_ options: OptionUses) -> Program {
    var program = self
    program.options = options.uses
    return program
  }

  /// The options of a command line, found by another thread from now on.
  func optionsAhead(_ arguments: [String], of command: any ParsableCommand.Type) -> Lazy<OptionUses> {
    .ahead { [self] in Program.$current.withValue(self) { OptionUses(arguments, of: command) } }
  }

  /// The kinds of intervention that calls and plan files may name.
  public var registry: Registry { extensions.registry }

  /// The running program, for commands and for what lists them; nil outside of ``HookCtl/run(_:with:)``.
  @TaskLocal static var current: Program?
}
