import CFaults

/// What the system refuses: programs, open files, memory.
package enum SystemLimit: ExplainedError, Hashable {
  case program(String, reason: String)
  case files(reason: String)

  package var explanation: Explanation {
    switch self {
    case .program(let path, let reason):
      Explanation(
        .limit, path, "cannot be started: \(reason)",
        try: "end other programs, or raise the limits (ulimit -u, ulimit -n, ulimit -v)")
    case .files(let reason):
      Explanation(
        .limit, "open files", "the system gives no more: \(reason)", try: "raise the limit (ulimit -n)")
    }
  }

  /// Makes sure that a library gets so many bytes, which without them would wait for ever; ends the program where it does not,
  /// as it ends when our own code gets none.
  package static func requireMemory(_ bytes: Int) {
    guard hk_has_memory(bytes) == 0 else { return }
    hk_end_without_memory()
    // Programs other than hookctl have not said how they want to end.
    fatalError("\(bytes.grouped) bytes of memory cannot be had")
  }
}
