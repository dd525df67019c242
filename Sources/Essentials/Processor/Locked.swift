import CLibrary

/// State that one thread at a time may use.
///
/// A lock of the C library, which ThreadSanitizer knows. It does not see `Synchronization.Mutex` on Linux, and then takes
/// whatever that protects for a data race.
package final class Locked<State: Sendable>: @unchecked Sendable {
  // Unchecked: the state is only reached while the lock is held.
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private var state: State

  package init(_ state: State) {
    self.state = state
    lock = .allocate(capacity: 1)
    let code = pthread_mutex_init(lock, nil)
    precondition(code == 0, "no lock could be made: error \(code)")
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Calls `body` with the state while no other thread has it. Not to be called again from within.
  package func withLock<Result, Failure: Error>(
    _ body: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body(&state)
  }
}
