/// Whether the system starts threads, for libraries that end the program where it does not.
package enum ThreadProbe {
  /// Threads that were started wait here, so that none ends before all have begun.
  private static let gate = Locked(())

  /// Whether so many more threads can be there at once; all of them have ended when this returns.
  package static func canStart(_ count: Int) -> Bool {
    // Each ends once it gets the lock.
    let started = gate.withLock { _ in (0..<count).compactMap { _ in SystemThread { _ in ThreadProbe.pass() } } }
    for thread in started { thread.join() }
    return started.count == count
  }

  private static func pass() -> UnsafeMutableRawPointer? {
    gate.withLock { _ in }
    return nil
  }
}
