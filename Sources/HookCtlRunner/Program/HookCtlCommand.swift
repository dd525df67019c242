import ArgumentParser

/// A command of `hookctl`: options, and what it does with them.
///
/// A new command is one file with one conforming type, and one entry in ``HookCtl/configuration``.
public protocol HookCtlCommand: ParsableCommand {
  /// Does the work, printing through `program.console`.
  func run(in program: Program) throws
}

extension HookCtlCommand {
  /// Runs the command in the running program.
  public mutating func run() throws {
    guard let program = Program.current else {
      preconditionFailure("commands are run by HookCtl.run, which knows the registry")
    }
    try run(in: program)
  }
}
