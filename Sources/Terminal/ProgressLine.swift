import CLibrary
import Essentials

/// The line that shows what is being done: a bar that moves on a terminal, and elsewhere one line a minute on long work.
///
/// A thread of its own draws it, so that it moves while the work has nothing to say.
final class ProgressLine: Sendable {
  /// How it is shown.
  struct Style: Sendable {
    var isTerminal: Bool
    var isASCII = false
    var width = 80
    /// After how much work something is shown, and how often after that, in seconds.
    var first = 0.5, every = 0.2

    /// Lines of a log: one a minute.
    static let log = Style(isTerminal: false, first: 60, every: 60)
  }

  private struct State {
    var report: ProgressReport?
    /// When the work began, and all work since the last ``end()``.
    var begun: ContinuousClock.Instant?, workBegun: ContinuousClock.Instant?
    var shown: ContinuousClock.Instant?
    var isDrawn = false
    var isWatched = false
  }

  private let style: Style
  private let write: @Sendable (String) -> Void
  private let state = Locked(State())

  init(_ style: Style, write: @escaping @Sendable (String) -> Void) { (self.style, self.write) = (style, write) }

  /// Takes a report, at any pace; what is shown is the last one.
  func take(_ report: ProgressReport) {
    let starts = state.withLock { state in
      let now = ContinuousClock.now
      state.workBegun = state.workBegun ?? now
      if state.report.map({ !report.continues($0) }) ?? true { state.begun = now }
      state.report = report
      defer { state.isWatched = true }
      return !state.isWatched
    }
    if starts { watch() }
  }

  /// The work is over: takes the line away.
  func end() {
    state.withLock { state in
      clear(&state)
      (state.report, state.begun, state.workBegun) = (nil, nil, nil)
    }
  }

  /// Makes room for a message; the line comes back after it.
  func clear() { state.withLock { clear(&$0) } }

  private func clear(_ state: inout State) {
    if state.isDrawn { write("\r\u{1B}[2K") }
    state.isDrawn = false
  }

  /// Shows the line if it is time to.
  func tick(_ now: ContinuousClock.Instant = .now) {
    state.withLock { state in
      guard let report = state.report, let begun = state.begun, let workBegun = state.workBegun,
        now - workBegun >= .seconds(style.first), state.shown.map({ now - $0 >= .seconds(style.every) }) ?? true
      else { return }
      let text = ProgressText(report: report, seconds: (now - begun) / .seconds(1))
      state.shown = now
      guard style.isTerminal else { return write("\(text.logged)\n") }
      write("\r\u{1B}[2K\(text.line(width: style.width, isASCII: style.isASCII))")
      state.isDrawn = true
    }
  }

  /// Starts the thread. Where there is none to be had nothing is shown, and the work goes on.
  private func watch() {
    let line = Unmanaged.passRetained(self)
    let thread = SystemThread(line.toOpaque()) { context in
      guard let context else { return nil }
      let line = Unmanaged<ProgressLine>.fromOpaque(context).takeUnretainedValue()
      while true {
        usleep(100_000)
        line.tick()
      }
    }
    if let thread { thread.detach() } else { line.release() }
  }
}
