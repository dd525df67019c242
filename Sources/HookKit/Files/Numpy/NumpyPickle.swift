/// NumPy arrays in pickles, as data: `pickle.dump(array)`, or a list or dictionary of arrays.
///
/// NumPy writes an array as a call of `_reconstruct` with a state, or (protocol 5) of `_frombuffer`; a single
/// number as `scalar`. See `numpy/_core/src/multiarray/methods.c`, `array_reduce`. joblib has its own form (``JoblibArray``).
enum NumpyPickle {
  /// Everything that such a pickle may name, under the names of NumPy 1 and 2.
  static let allowed = Set(
    ["numpy.core", "numpy._core"].flatMap {
      ["\($0).multiarray._reconstruct", "\($0).multiarray.scalar", "\($0).numeric._frombuffer"]
    } + ["numpy.ndarray", "numpy.dtype", "collections.OrderedDict", "\(JoblibArray.wrapper)"])

  /// Whether contents begin as a pickle does.
  static func isRecognised(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 2, bytes.last == UInt8(ascii: ".") else { return false }
    return bytes[0] == 0x80 && bytes[1] <= 5 || bytes.starts(with: "cnumpy".utf8)
  }

  /// The arrays of a pickle: `array` when it is one, else named by their keys or places.
  ///
  /// - Throws: ``FormatError`` for whatever is no array.
  static func arrays(_ bytes: [UInt8], source: String) throws -> [(name: String, array: TypedArray)] {
    var reader = PickleReader(bytes, source: source, allowing: allowed)
    reader.inlineData = JoblibArray.data
    let value = try reader.read()
    try reader.expectEnd()
    var budget = CheckedSize(bytes.count) * 2
    func array(_ value: PickleValue, _ name: String) throws -> (name: String, array: TypedArray) {
      let array = try TypedArray(pickled: value, source: name == "array" ? source : "\(source) (\(name))")
      // One array may be named many times.
      budget = budget - CheckedSize(array.bytes.count)
      guard budget.value != nil else {
        throw FormatError.excessive(source: source, problem: "its arrays take far more memory than the file has data")
      }
      return (name, array)
    }
    if let entries = value.entries {
      return try entries.map { try array($0.value, $0.key.stringValue ?? $0.key.summary) }
    }
    if let elements = value.elements { return try elements.enumerated().map { try array($1, "\($0)") } }
    return [try array(value, "array")]
  }
}

extension TypedArray {
  /// The array that a pickled value describes.
  ///
  /// - Throws: ``FormatError`` when it is none, or holds elements that are no numbers.
  package init(pickled value: PickleValue, source: String) throws {
    guard case .object(let object) = value, NumpyPickle.allowed.contains(object.callee.description),
      let parts = Self.parts(of: object), let sizes = parts.sizes
    else {
      throw FormatError.malformed(
        source: source, problem: "is \(value.summary) where an array of NumPy is needed",
        remedy: "save arrays with numpy.save or numpy.savez")
    }
    guard let (type, isBigEndian) = Self.elementType(parts.type) else {
      throw FormatError.unsupported(
        source: source, problem: "elements of this NumPy type are not read",
        remedy: "convert first: array.astype(\"float32\")")
    }
    guard let count = ClaimedSizes.count(sizes, elementSize: type.size), count * type.size == parts.data.count else {
      throw FormatError.malformed(
        source: source, problem: "\(parts.data.count) bytes do not fill an array of sizes \(sizes)",
        remedy: "the file may be damaged; copy or save it again")
    }
    var data = isBigEndian ? Self.swapped(parts.data, size: type.size) : parts.data
    if parts.isFortranOrder { data = Self.rowMajor(data, sizes: sizes, elementSize: type.size) }
    self.init(type, shape: Shape(sizes), bytes: data)
  }

  private typealias Parts = (type: PickleValue, sizes: [Int]?, isFortranOrder: Bool, data: [UInt8])

  private static func parts(of object: PickleObject) -> Parts? {
    let arguments = object.arguments
    switch (object.callee.name, arguments.count) {
    case ("_frombuffer", 4):
      guard let data = arguments[0].bytesValue, let order = arguments[3].stringValue, "CF".contains(order),
        object.isBareCall
      else { return nil }
      return (arguments[1], sizes(arguments[2]), order == "F", data)
    case ("scalar", 2):
      guard let data = arguments[1].bytesValue, object.isBareCall else { return nil }
      return (arguments[0], [], false, data)
    case ("_reconstruct", 3):
      guard object.items.isEmpty, object.entries.isEmpty,
        arguments[0] == .global(.init(module: "numpy", name: "ndarray")),
        let state = object.state?.elements, state.count == 5, state[0] == .int(1),
        case .bool(let isFortranOrder) = state[3], let data = state[4].bytesValue
      else { return nil }
      return (state[2], sizes(state[1]), isFortranOrder, data)
    case (JoblibArray.wrapper.name, 0):
      guard object.items.isEmpty, object.entries.isEmpty, let data = object.data,
        let array = object.state.flatMap(JoblibArray.Description.init)
      else { return nil }
      return (array.type, array.sizes, array.isFortranOrder, data)
    default: return nil
    }
  }

  private static func sizes(_ value: PickleValue) -> [Int]? {
    if let size = value.intValue { return [size] }
    let sizes = value.elements?.compactMap(\.intValue)
    return sizes?.count == value.elements?.count ? sizes : nil
  }

  /// `numpy.dtype('f4', False, True)` with the state `(3, '<', None, None, None, -1, -1, 0)`.
  static func elementType(_ value: PickleValue) -> (ElementType, isBigEndian: Bool)? {
    guard case .object(let object) = value, object.callee.description == "numpy.dtype",
      let name = object.arguments.first?.stringValue
    else { return nil }
    guard let state = object.state?.elements else { return NumpyHeader.elementType("<" + name) }
    guard state.count >= 5, let order = state[1].stringValue, state[2...4].allSatisfy({ $0 == .none }) else {
      return nil
    }
    return NumpyHeader.elementType(order + name)
  }
}
