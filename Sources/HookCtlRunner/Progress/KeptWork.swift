import HookKit
import MazeLab

/// Work that can be interrupted: how much of it is kept, and how it goes on.
struct KeptWork: Sendable {
  let done: Int, total: Int
  /// What is counted: "episodes".
  let unit: String
  /// The file or folder that keeps it.
  let place: String

  /// For people, once somebody has asked to stop.
  var text: String {
    let command = CommandText.current
    let rest = command.isEmpty ? "the same command goes on from there" : "go on with\n  \(command)"
    return "stopped: \(done.grouped) of \(total.grouped) \(unit) are kept in \(place); \(rest)"
  }
}
