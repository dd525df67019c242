import ArgumentParser
import HookKit

/// A number where a command takes a level by an option: `hookctl vfield 8`.
struct BareLevelError: ExplainedError, Equatable {
  let number: String
  let option: String

  /// Nil for other errors of the argument parser, and for commands that take no levels.
  init?(_ error: any Error, in command: any ParsableCommand.Type) {
    guard let match = command.message(for: error).firstMatch(of: /Unexpected argument '(\d+)'/) else { return nil }
    let help = command.helpMessage()
    guard let option = ["--level", "--levels"].first(where: { help.contains("\($0) <") }) else { return nil }
    (number, self.option) = (String(match.1), option)
  }

  var explanation: Explanation {
    Explanation(.usage, number, "no option stands before it", try: "write \(option) \(number)")
  }
}
