import HookKit
import PluginHost

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Synchronization

/// What happens when the process is told to stop: nothing half-written stays behind.
enum Interruption {
  /// The exit code after Ctrl-C.
  static let exitCode: Int32 = 130

  /// Removes temporary files on Ctrl-C, hang-up, termination and a closed pipe, before the process ends.
  ///
  /// What the parent chose to ignore stays ignored: `nohup`, and jobs in the background of a script.
  static func install() {
    // Nothing runs yet; what a signal handler reads must have been read before.
    RunningTool.stop()
    handle(SIGINT) { _ in
      RunningTool.stop()
      FileOutput.removeTemporaries()
      _exit(Interruption.exitCode)
    }
    for number in [SIGTERM, SIGHUP] { handle(number, end) }
    signal(SIGPIPE, end)
    // A file that may grow no further is then an error of the write, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    unblock()
  }

  /// From now on the first Ctrl-C, hang-up or termination only asks to stop, for work that can stop between two steps;
  /// the second ends the process, as otherwise the first does.
  static func deferStops() {
    _ = stopRequests.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      handle(number) { _ in
        if Interruption.stopRequests.wrappingAdd(1, ordering: .relaxed).oldValue > 0 {
          FileOutput.removeTemporaries()
          _exit(Interruption.exitCode)
        }
      }
    }
  }

  /// Whether anybody has asked to stop since ``deferStops()``.
  static var isAskedToStop: Bool { stopRequests.load(ordering: .relaxed) > 0 }

  private static let stopRequests = Atomic<Int>(0)

  /// Ends as it would have without us, so that shells and parents see the signal.
  private static let end: @convention(c) (Int32) -> Void = { number in
    RunningTool.stop()
    FileOutput.removeTemporaries()
    signal(number, SIG_DFL)
    raise(number)
  }

  private static func handle(_ number: Int32, _ body: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    sigaction(number, nil, &action)
    // SIG_IGN is 1 everywhere; a C function pointer has no other way to be compared.
    let isIgnored = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    if !isIgnored { signal(number, body) }
  }

  /// A parent may have started us from a thread that blocks signals, as the worker threads of Foundation do.
  private static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
