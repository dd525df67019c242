import CLibrary
import GRDB
import HookKit

/// How a database is waited for that another program has locked: not for ever, and not in silence.
public struct DatabaseWait: Sendable {
  /// What is done in this task; at first nothing is said, and nobody stops the wait.
  @TaskLocal public static var current = DatabaseWait()

  /// Told once in a wait that takes longer than a second.
  private let note: @Sendable (_ message: String) -> Void
  /// Asked all the while; yes ends the wait as its limit does.
  private let isCancelled: @Sendable () -> Bool

  /// A wait that says so, and that can be ended.
  public init(
    note: @escaping @Sendable (_ message: String) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    (self.note, self.isCancelled) = (note, isCancelled)
  }

  /// In seconds: when it is said that it waits, and when it gives up.
  private static let silence = 1.0, limit = 10.0

  /// Where one wait stands.
  private struct State {
    var begun = ContinuousClock.now
    var isTold = false
  }

  /// What SQLite is to do while a file is locked.
  func mode(for path: String) -> Database.BusyMode {
    let state = Locked(State())
    return .callback { tries in
      let (seconds, isNews) = state.withLock { state in
        if tries == 0 { state = State() }
        let seconds = (ContinuousClock.now - state.begun) / .seconds(1)
        let isNews = seconds >= Self.silence && !state.isTold
        state.isTold = state.isTold || isNews
        return (seconds, isNews)
      }
      if isNews {
        note("\(path): another program has locked it; waiting, for at most \(Int(Self.limit)) seconds")
      }
      guard seconds < Self.limit, !isCancelled() else { return false }
      usleep(UInt32(min(50_000, 1000 << min(tries, 6))))
      return true
    }
  }
}
