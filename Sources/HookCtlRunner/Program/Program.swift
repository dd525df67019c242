import HookKit

/// What commands need besides their options: the registry, and where to print.
public struct Program: Sendable {
  /// What this program has beyond the built-in commands.
  public let extensions: Extensions

  /// Where output goes.
  public let console: Console

  /// A program that prints to `console`.
  public init(extensions: Extensions, console: Console) {
    self.extensions = extensions
    self.console = console
  }

  /// The kinds of intervention that calls and plan files may name.
  public var registry: Registry { extensions.registry }

  /// The running program, for commands and for what lists them; nil outside of ``HookCtl/run(_:with:)``.
  @TaskLocal static var current: Program?
}
