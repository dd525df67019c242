/// What is worked out of a graph once and kept with it, whoever needs it: one value of each type.
///
/// The graph does not know what that is, and so knows nothing of how it is run. Copies of a graph have the same object, which
/// tells whether two graphs are one network.
final class DerivedValues: Sendable {
  private let values = Locked<[ObjectIdentifier: any Sendable]>([:])

  /// The value of a type, made when it is first asked for.
  func value<Value: Sendable>(_ make: () -> Value) -> Value {
    values.withLock { values in
      if let value = values[ObjectIdentifier(Value.self)] as? Value { return value }
      let made = make()
      values[ObjectIdentifier(Value.self)] = made
      return made
    }
  }
}
