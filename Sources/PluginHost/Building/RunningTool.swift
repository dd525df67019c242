import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The package manager that is running now, in a form that a signal handler may read at any moment.
///
/// Foundation starts programs in a process group of their own, which Ctrl-C at a terminal does not reach.
public enum RunningTool {
  /// The process, which is also its group; 0 for none.
  private static let process = Atomic<Int32>(0)

  /// Remembers what runs while `body` does.
  static func noting<Result>(_ identifier: Int32, _ body: () throws -> Result) rethrows -> Result {
    process.store(identifier, ordering: .sequentiallyConsistent)
    defer { process.store(0, ordering: .sequentiallyConsistent) }
    return try body()
  }

  /// Ends it with everything that it has started: for an interrupt, before this process ends.
  ///
  /// Safe to call from a signal handler, once it was called before.
  public static func stop() {
    let identifier = process.load(ordering: .sequentiallyConsistent)
    if identifier > 0 { kill(-identifier, SIGTERM) }
  }
}
