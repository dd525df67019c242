extension Lazy {
  /// A value that another thread makes from now on, while this one does something else.
  ///
  /// Task-local values are not seen there. Where the system starts no thread, whoever asks for the value makes it.
  ///
  /// - Parameter make: what makes the value; what it throws is thrown where the value is asked for.
  package static func ahead(_ make: @escaping @Sendable () throws -> Value) -> Lazy {
    let lazy = Lazy(make)
    let job = Unmanaged.passRetained(Job { _ = try? lazy.value })
    let thread = SystemThread(job.toOpaque()) { context in
      if let context { Unmanaged<Job>.fromOpaque(context).takeRetainedValue().run() }
      return nil
    }
    if let thread { thread.detach() } else { job.release() }
    return lazy
  }
}

/// What a thread does, without a type of its value.
private final class Job: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
