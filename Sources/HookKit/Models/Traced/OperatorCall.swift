/// How one operator is made of modules: what its outputs are, in order.
typealias OperatorRule = @Sendable (inout NetworkAssembly, OperatorCall) throws -> [NetworkAssembly.Value]

/// An operation with what is known of its arguments, which rules ask for by name.
struct OperatorCall {
  let operation: TracedOperation
  /// The size of the batch that the network was exported with; nil where it is left open.
  let batch: Int?
  private let values: [String: NetworkAssembly.Value]

  init(_ operation: TracedOperation, in assembly: NetworkAssembly) {
    (self.operation, values, batch) = (operation, assembly.values, assembly.batch)
  }

  /// The names of all values that it reads.
  var valueNames: [String] {
    operation.arguments.sorted { $0.key < $1.key }.flatMap { _, argument -> [String] in
      switch argument {
      case .value(let name): [name]
      case .values(let names): names.compactMap { $0 }
      default: []
      }
    }
  }

  /// Whether something that it reads is not known.
  var readsUnknown: Bool {
    valueNames.contains { name in if case .unknown? = values[name] { true } else { false } }
  }

  private subscript(_ name: String) -> TracedArgument {
    guard let argument = operation.arguments[name] else { return .none }
    return argument
  }

  func has(_ name: String) -> Bool { if case .none = self[name] { false } else { true } }

  /// A value, of whatever kind.
  func value(_ name: String) throws -> NetworkAssembly.Value {
    guard case .value(let value) = self[name], let found = values[value] else {
      throw Refusal("its argument \"\(name)\" is no value that was made before")
    }
    return found
  }

  /// Several values.
  func values(_ name: String) throws -> [NetworkAssembly.Value] {
    guard case .values(let names) = self[name] else { return [try value(name)] }
    return try names.map { value in
      guard let value, let found = values[value] else {
        throw Refusal("its argument \"\(name)\" has values that were not made before")
      }
      return found
    }
  }

  /// A value that is computed, and the shape of its rows.
  func shape(_ name: String) throws -> Shape {
    guard case .computed(_, let shape) = try value(name) else {
      throw Refusal("its argument \"\(name)\" is not computed from the observation")
    }
    return shape
  }

  /// A parameter, widened to float32.
  func tensor(_ name: String) throws -> Tensor {
    guard case .constant(let array) = try value(name), array.elementType != .float64 || array.shape.rank == 0 else {
      throw Refusal("its argument \"\(name)\" is no parameter of type float32")
    }
    return array.tensor
  }

  /// A parameter that may be left out.
  func optionalTensor(_ name: String) throws -> Tensor? { has(name) ? try tensor(name) : nil }

  /// A whole number; `other` when it is left out.
  func integer(_ name: String, _ other: Int? = nil) throws -> Int {
    switch self[name] {
    case .integer(let number): return number
    case .sizes(let sizes) where sizes.count == 1:
      if case .number(let number) = sizes[0] { return number }
    case .none: if let other { return other }
    case .value:
      if let numbers = try? integers(name), numbers.count == 1 { return numbers[0] }
    default: break
    }
    throw Refusal("its \"\(name)\" is no whole number that is known")
  }

  func number(_ name: String, _ other: Double? = nil) throws -> Double {
    switch self[name] {
    case .integer(let number): return Double(number)
    case .number(let number): return number
    case .none: if let other { return other }
    default: break
    }
    throw Refusal("its \"\(name)\" is no number that is known")
  }

  func flag(_ name: String, _ other: Bool) throws -> Bool {
    switch self[name] {
    case .flag(let flag): return flag
    case .integer(let number): return number != 0
    case .none: return other
    default: throw Refusal("its \"\(name)\" is neither true nor false")
    }
  }

  func text(_ name: String, _ other: String) throws -> String {
    switch self[name] {
    case .text(let text): return text
    case .none: return other
    default: throw Refusal("its \"\(name)\" is no text")
    }
  }

  func elementType(_ name: String) throws -> ElementType? {
    switch self[name] {
    case .elementType(let type): return type
    default: throw Refusal("its \"\(name)\" is no type of elements")
    }
  }

  /// Sizes, those of the batch as nil; whether they stand in the call, in a constant, or are computed.
  func sizes(_ name: String) throws -> [Int?] {
    switch self[name] {
    case .integer(let number): return [number]
    case .sizes(let sizes): return try sizes.map(size)
    case .value:
      switch try value(name) {
      case .sizes(let sizes): return sizes
      case .constant(let array): return try whole(array, name)
      default: break
      }
    default: break
    }
    throw Refusal("its \"\(name)\" are no whole numbers that are known")
  }

  private func size(_ size: TracedSize) throws -> Int? {
    switch size {
    case .number(let number): return number
    case .named(let name):
      guard case .sizes(let sizes)? = values[name], sizes.count == 1 else {
        throw Refusal("it computes with the size \"\(name)\", which is not known")
      }
      return sizes[0]
    }
  }

  private func whole(_ array: TypedArray, _ name: String) throws -> [Int?] {
    guard let numbers = array.wholeNumbers, numbers.count <= ClaimedSizes.maximumRank else {
      throw Refusal("its \"\(name)\" are no whole numbers")
    }
    return numbers
  }

  /// Whole numbers, none of them that of the batch.
  func integers(_ name: String, _ other: [Int]? = nil) throws -> [Int] {
    if let other, !has(name) { return other }
    guard let numbers = try sizes(name).allPresent() else { throw Refusal("its \"\(name)\" depend on the batch") }
    return numbers
  }

  /// The axis of a row that is meant by one of the whole value; the batch is none.
  func axis(_ axis: Int, of shape: Shape) throws -> Int {
    let place = axis < 0 ? axis + shape.rank + 1 : axis
    guard 1...shape.rank ~= place else {
      throw Refusal(place == 0 ? "it works along the batch" : "it has no axis \(axis)")
    }
    return place - 1
  }
}

extension TypedArray {
  /// The elements of an array of whole numbers, all of 64 bits at most; nil for any other.
  var wholeNumbers: [Int]? {
    func load<Number: FixedWidthInteger>(_ type: Number.Type) -> [Int]? {
      let numbers = bytes.withUnsafeBytes { buffer in
        (0..<shape.count).compactMap {
          Int(
            exactly: Number(littleEndian: buffer.loadUnaligned(fromByteOffset: $0 * elementType.size, as: Number.self)))
        }
      }
      return numbers.count == shape.count ? numbers : nil
    }
    switch elementType {
    case .int32: return load(Int32.self)
    case .int64: return load(Int64.self)
    default: return nil
    }
  }
}
