import CLibrary

/// Whether the system starts threads, for libraries that end the program where it does not.
package enum ThreadProbe {
  /// Threads that were started wait here, so that none ends before all have begun.
  private static let gate = Locked(())

  /// Whether so many more threads can be there at once; all of them have ended when this returns.
  package static func canStart(_ count: Int) -> Bool {
    let started = gate.withLock { _ in (0..<count).compactMap { _ in start() } }
    for thread in started { pthread_join(thread, nil) }
    return started.count == count
  }

  /// Starts a thread that ends once it gets the lock; nil when the system starts none.
  private static func start() -> pthread_t? {
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let status = pthread_create(&thread, nil, { _ in ThreadProbe.pass() }, nil)
    return status == 0 ? thread : nil
  }

  private static func pass() -> UnsafeMutableRawPointer? {
    gate.withLock { _ in }
    return nil
  }
}
