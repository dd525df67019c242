/// Sums, products and what is done to every element, as both exporters state them.
extension NetworkAssembly {
  enum Arithmetic { case add, subtract, multiply, divide }

  /// Two values, or a value and a number.
  mutating func arithmetic(_ call: OperatorCall, _ kind: Arithmetic, _ left: Value, _ right: Value) throws -> [Value] {
    switch (left, right) {
    case (.computed, .computed): return [try between(call, kind, left, right)]
    case (.computed, .constant(let array)):
      guard let number = array.oneNumber else { throw Self.notOneNumber(array) }
      return [try add(Self.affine(kind, by: number), [left], for: call)]
    case (.constant(let array), .computed):
      guard let number = array.oneNumber else { throw Self.notOneNumber(array) }
      switch kind {
      case .add, .multiply: return [try add(Self.affine(kind, by: number), [right], for: call)]
      case .subtract: return [try add(Affine(scale: -1, shift: number), [right], for: call)]
      case .divide: throw Refusal("it divides by what is computed")
      }
    default: throw Refusal("it computes with parameters alone")
    }
  }

  /// A value and a number that stands in the call.
  mutating func arithmetic(_ call: OperatorCall, _ kind: Arithmetic, _ left: Value, by number: Double) throws -> [Value]
  {
    [try add(Self.affine(kind, by: number), [left], for: call)]
  }

  private mutating func between(_ call: OperatorCall, _ kind: Arithmetic, _ left: Value, _ right: Value) throws -> Value
  {
    switch kind {
    case .add: try add(Add(), [left, right], for: call)
    case .subtract: try add(Subtract(), [left, right], for: call)
    case .multiply: try add(Multiply(), [left, right], for: call)
    case .divide: throw Refusal("it divides by what is computed")
    }
  }

  private static func affine(_ kind: Arithmetic, by number: Double) -> Affine {
    switch kind {
    case .add: Affine(shift: number)
    case .subtract: Affine(shift: -number)
    case .multiply: Affine(scale: number)
    case .divide: Affine(scale: 1 / number)
    }
  }

  private static func notOneNumber(_ array: TypedArray) -> Refusal {
    Refusal("it computes with a parameter of shape \(array.shape), and HookKit here with one number")
  }
}

extension TypedArray {
  /// The number of an array that holds one.
  fileprivate var oneNumber: Double? { shape.count == 1 ? Double(tensor.scalars[0]) : nil }
}
