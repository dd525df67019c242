import CLibrary

/// A thread that the system has started; code of ours that waits in the background runs on one.
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
      guard pthread_create(&thread, nil, body, context) == 0 else { return nil }
      self.thread = thread
    #else
      var thread: pthread_t?
      guard pthread_create(&thread, nil, body, context) == 0, let thread else { return nil }
      self.thread = thread
    #endif
  }

  /// Waits for its end.
  package func join() { pthread_join(thread, nil) }

  /// Lets it go on alone.
  package func detach() { pthread_detach(thread) }
}
