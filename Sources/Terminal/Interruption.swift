import CLibrary
import CSignals
import Essentials

/// What happens when the process is told to stop: nothing half-written stays behind, and no program that it started.
///
/// The handler of a signal writes one byte to a pipe and does nothing else; a thread of its own reads it and does the rest.
package enum Interruption {
  /// The exit code after Ctrl-C.
  package static let exitCode: Int32 = 130

  /// The signals that ask to stop.
  private static let numbers = [SIGINT, SIGTERM, SIGHUP]

  private struct State {
    var stops = 0
    var isDeferred = false
    var isEnding = false
    var kept: (@Sendable () -> KeptWork?)?
    var words = ""
  }

  private static let state = Locked(State())

  /// From now on Ctrl-C, hang-up and termination remove temporary files before the process ends.
  ///
  /// What the parent chose to ignore stays ignored: `nohup`, and jobs in the background of a script. Where no thread can be
  /// started the signals end the process as they would without us; the next run removes what is left.
  package static func install() {
    // A pipe that is closed, and a file that may grow no further, are then errors of the write, as a full disk is.
    hookkit_signals_disregard(SIGPIPE)
    signal(SIGXFSZ, SIG_IGN)
    if watch(hookkit_signals_open()) { for number in numbers { hookkit_signals_catch(number) } }
    unblock()
  }

  /// From now on the first Ctrl-C, hang-up or termination only asks to stop, for work that can stop between two steps;
  /// the second ends the process, as otherwise the first does.
  ///
  /// - Parameter words: what is said at the first, where stopping takes a while.
  package static func deferStops(saying words: String = "") {
    state.withLock { ($0.isDeferred, $0.words) = (true, words) }
  }

  /// What is said to be kept when the process is told to stop; nil for nothing.
  package static func keep(_ work: KeptWork?) { keep(found: { work }) }

  /// The same, found out when it is asked for.
  package static func keep(found work: @escaping @Sendable () -> KeptWork?) { state.withLock { $0.kept = work } }

  /// Whether anybody has asked to stop since ``deferStops()``.
  package static var isAskedToStop: Bool { state.withLock { $0.stops > 0 } }

  /// Says what is kept, for work that stops because somebody has asked for it.
  package static func noteKept(_ console: Console) {
    console.endProgress()
    console.note(state.withLock(\.kept)?()?.text ?? "stopped before anything was changed")
  }

  /// Waits for the end once a signal is about to bring it: that a program that was started has been ended is no news then.
  package static func waitIfEnding() {
    while state.withLock({ $0.isEnding }) { sleep(1) }
  }

  /// Ends the process as a closed pipe does where nobody looks, so that shells and parents see the signal.
  package static func endByClosedPipe() -> Never { end(by: SIGPIPE) }

  /// Starts the thread that waits for signals; false where there is none to be had.
  private static func watch(_ pipe: Int32) -> Bool {
    guard pipe >= 0 else { return false }
    let context = UnsafeMutableRawPointer(bitPattern: UInt(pipe))
    return SystemThread(context) { Interruption.wait(at: Int32(UInt(bitPattern: $0))) } != nil
  }

  private static func wait(at pipe: Int32) -> Never {
    var byte: UInt8 = 0
    while true {
      guard read(pipe, &byte, 1) == 1 else { continue }
      take(Int32(byte))
    }
  }

  private static func take(_ number: Int32) {
    let (isFirst, isDeferred, words, kept) = state.withLock { state in
      if state.isDeferred { state.stops += 1 }
      return (state.stops == 1, state.isDeferred, state.words, state.kept)
    }
    if isDeferred && isFirst { return say(words) }
    state.withLock { $0.isEnding = true }
    TemporaryPaths.shared.removeAll {
      StartedPrograms.end()
      say(kept?()?.text ?? "")
      if number == SIGINT || isDeferred { _exit(exitCode) }
      end(by: number)
    }
  }

  /// Says something in the place of a line that shows progress, which nothing else takes away now.
  private static func say(_ words: String) {
    let clearing = isatty(STDERR_FILENO) == 1 ? "\r\u{1B}[2K" : ""
    let text = clearing + (words.isEmpty ? "" : PrintableText.lines(words) + "\n")
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Ends as the signal would have without us, so that shells and parents see it.
  private static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(number)
    _exit(128 + number)
  }

  /// A parent may have started us from a thread that blocks signals, as the worker threads of Foundation do.
  private static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers + [SIGPIPE] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
