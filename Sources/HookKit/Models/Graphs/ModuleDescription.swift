/// What a file says of one module; hands out settings and parameters, and knows which were never asked for.
struct ModuleDescription {
  /// More than any layer's kernel, padding, axis or count; keeps all sizes that follow far from overflow.
  static let largestSetting = 1 << 12

  let path: String
  /// The number of values that it reads.
  let readerCount: Int
  private let settings: [String: JSONValue]
  private var parameters: ParameterReader
  private let source: String
  private var asked: Set<String>

  /// - Parameter settings: all keys of the module's record; `known` are those that are no settings.
  init(
    _ path: String, reading readerCount: Int, _ settings: [String: JSONValue], known: Set<String>,
    _ parameters: ParameterReader, source: String
  ) {
    (self.path, self.readerCount, self.settings) = (path, readerCount, settings)
    (self.parameters, self.source, asked) = (parameters, source, known)
  }

  func fault(_ problem: String) -> Fault { .modelFile(source, module: path, problem) }

  /// Whether it has a setting that may be left out. Does not count as asking for it.
  func has(_ key: String) -> Bool { settings[key] != nil }

  private mutating func value(_ key: String) throws -> JSONValue {
    asked.insert(key)
    guard let value = settings[key] else { throw fault("lacks \"\(key)\"") }
    return value
  }

  /// A whole number within limits.
  mutating func integer(_ key: String, _ range: ClosedRange<Int> = 0...largestSetting) throws -> Int {
    guard case .integer(let number) = try value(key), range.contains(number) else {
      throw fault("\"\(key)\" is no whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A finite number.
  mutating func number(_ key: String) throws -> Double {
    switch try value(key) {
    case .integer(let number): return Double(number)
    case .number(let number) where number.isFinite: return number
    default: throw fault("\"\(key)\" is no finite number")
    }
  }

  mutating func flag(_ key: String) throws -> Bool {
    guard case .bool(let flag) = try value(key) else { throw fault("\"\(key)\" is neither true nor false") }
    return flag
  }

  /// A list of whole numbers that are not negative.
  mutating func integers(_ key: String) throws -> [Int] {
    guard let numbers = try value(key).wholeNumbers else {
      throw fault("\"\(key)\" is no list of whole numbers from 0")
    }
    return numbers
  }

  /// A shape that a value can have.
  mutating func shape(_ key: String) throws -> Shape {
    let sizes = try integers(key)
    guard let shape = ValueLimits.shape(sizes) else { throw fault("\"\(key)\" is no shape of a value: \(sizes)") }
    return shape
  }

  /// The parameter of this name after the module's path.
  ///
  /// - Parameter rank: the number of axes that it must have; nil for any.
  mutating func tensor(_ name: String, rank: Int? = nil) throws -> Tensor {
    let full = "\(path).\(name)"
    guard let shape = parameters.shape(of: full) else { throw fault("lacks the parameter \"\(full)\"") }
    guard rank == nil || shape.rank == rank, ValueLimits.shape(shape.sizes) != nil else {
      throw fault("\"\(full)\" has shape \(shape)")
    }
    return try parameters.tensor(full, shape: shape)
  }

  /// The parameter of this name, which must have this shape.
  mutating func tensor(_ name: String, shape: Shape) throws -> Tensor {
    let tensor = try tensor(name)
    guard tensor.shape == shape else { throw fault("\"\(path).\(name)\" has shape \(tensor.shape), not \(shape)") }
    return tensor
  }

  /// What is left when the module is made.
  ///
  /// - Throws: `Fault` for settings that no such module has.
  func finish() throws -> ParameterReader {
    let unknown = settings.keys.filter { !asked.contains($0) }.sorted()
    guard unknown.isEmpty else { throw fault("has no setting \(unknown.quotedList(most: 4))") }
    return parameters
  }
}

extension JSONValue {
  /// A list of whole numbers that are not negative; nil for anything else.
  package var wholeNumbers: [Int]? {
    guard case .array(let values) = self else { return nil }
    let numbers = values.compactMap { value -> Int? in
      guard case .integer(let number) = value, number >= 0 else { return nil }
      return number
    }
    return numbers.count == values.count ? numbers : nil
  }
}

/// How large a value of a network from a file may be.
package enum ValueLimits {
  /// A gigabyte a row is a damaged file, and no policy.
  static let elements = 1 << 28

  /// The shape, when no axis is empty and it has at most ``elements`` elements.
  package static func shape(_ sizes: [Int]) -> Shape? {
    guard !sizes.contains(0), let count = ClaimedSizes.count(sizes, elementSize: 4), count <= elements else {
      return nil
    }
    return Shape(sizes)
  }
}
