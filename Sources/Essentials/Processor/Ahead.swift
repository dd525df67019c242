import Foundation

/// A value that another thread computes from now on, while this one does something else.
///
/// Task-local values are not seen there. What it throws is thrown where the value is asked for; nobody has to ask.
package final class Ahead<Value: Sendable>: Sendable {
  private let body: @Sendable () throws -> Value
  private let result = Locked<Result<Value, any Error>?>(nil)

  /// - Parameter body: what computes the value; once.
  package init(_ body: @escaping @Sendable () throws -> Value) {
    self.body = body
    // Where the system starts no thread, whoever asks for the value computes it.
    let context = Unmanaged<AnyObject>.passRetained(self)
    let thread = SystemThread(context.toOpaque()) { context in
      guard let context else { return nil }
      (Unmanaged<AnyObject>.fromOpaque(context).takeRetainedValue() as? any Computing)?.compute()
      return nil
    }
    if let thread { thread.detach() } else { context.release() }
  }

  /// The value, once it is there.
  ///
  /// - Throws: what computing it threw.
  package func get() throws -> Value { try computed().get() }

  /// Whoever comes first computes; the other waits.
  private func computed() -> Result<Value, any Error> {
    result.withLock { result in
      if let result { return result }
      let new = Result { try body() }
      result = new
      return new
    }
  }
}

/// What a thread can be given without a type of its value.
private protocol Computing: AnyObject {
  func compute()
}

extension Ahead: Computing {
  fileprivate func compute() { _ = computed() }
}
