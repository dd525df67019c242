import CLibrary
import CThreads

/// A thread that the system has started; code of ours that waits in the background runs on one. It begins on another core than
/// that of whoever starts it, where it may.
package struct SystemThread {
  private let thread: pthread_t

  /// A thread that runs `body`; nil where the system starts none.
  ///
  /// - Parameter context: what `body` is given.
  package init?(
    _ context: UnsafeMutableRawPointer? = nil,
    _ body: @escaping @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
  ) {
    #if canImport(Glibc)
      var thread = pthread_t()
      guard hk_start(&thread, body, context) == 0 else { return nil }
      self.thread = thread
    #else
      var thread: pthread_t?
      guard hk_start(&thread, body, context) == 0, let thread else { return nil }
      self.thread = thread
    #endif
  }

  /// Keeps it, while it sleeps, away from the core of this thread.
  ///
  /// - Returns: what it is to be told when it is awake (`hk_allow`); nil where nothing was done.
  func keptAway() -> hk_cores? {
    var allowed = hk_cores()
    return hk_keep_away(thread, &allowed) == 0 ? nil : allowed
  }

  /// Waits for its end.
  package func join() { pthread_join(thread, nil) }

  /// Lets it go on alone.
  package func detach() { pthread_detach(thread) }
}
