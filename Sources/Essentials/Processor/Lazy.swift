/// A value that is made when it is first asked for, once for all copies and threads.
package final class Lazy<Value: Sendable>: Sendable {
  private let made = Locked<Result<Value, any Error>?>(nil)
  private let make: @Sendable () throws -> Value

  package init(_ make: @escaping @Sendable () throws -> Value) { self.make = make }

  /// The value; another thread that makes it is waited for. Not to be asked for while it is made.
  package var value: Value {
    get throws {
      try made.withLock { made in
        let result = made ?? Result(catching: make)
        made = result
        return result
      }.get()
    }
  }
}
