import ArgumentParser

/// A command of `hookctl`: options, and what it does with them.
///
/// A new command is one file with one conforming type, and one entry in ``HookCtl/configuration``.
public protocol HookCtlCommand: ParsableCommand {
  /// Does the work, printing through `program.console`.
  func run(in program: Program) throws

  /// Does the work of a command that draws, its pictures in the size that was asked for.
  func drawing(_ work: () throws -> Void) throws
}

extension HookCtlCommand {
  public func drawing(_ work: () throws -> Void) throws { try work() }

  /// Runs the command in the running program.
  public mutating func run() throws {
    guard let program = Program.current else {
      preconditionFailure("commands are run by HookCtl.run, which knows the registry")
    }
    try drawing { try run(in: program) }
  }
}
