import HookKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What happens when the process is told to stop: nothing half-written stays behind.
enum Interruption {
  /// The exit code after Ctrl-C.
  static let exitCode: Int32 = 130

  /// Removes temporary files on Ctrl-C, hang-up, termination and a closed pipe, before the process ends.
  static func install() {
    signal(SIGINT) { _ in
      FileOutput.removeTemporaries()
      _exit(Interruption.exitCode)
    }
    for number in [SIGTERM, SIGHUP, SIGPIPE] {
      signal(number) { number in
        FileOutput.removeTemporaries()
        // Ends as it would have without us, so that shells and parents see the signal.
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }
}
