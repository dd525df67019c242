import ArgumentParser
import Terminal

extension Interruption {
  /// Says what is kept, for work that stops because somebody has asked for it; the code to end with.
  static func stopped(_ console: Console) -> ExitCode {
    noteKept(console)
    return ExitCode(exitCode)
  }
}
