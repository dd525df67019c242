/// An array as a file holds it: elements of any type, row-major, little-endian.
///
/// `tensor` converts to the float32 that everything else works with; `bytes` are there for what must keep
/// its type, such as observations of `uint8`.
public struct TypedArray: Sendable, Equatable {
  /// The type of every element.
  public let elementType: ElementType
  /// The sizes of the axes, outermost first.
  public let shape: Shape
  /// The elements' bytes: `shape.count * elementType.size` of them.
  public let bytes: [UInt8]

  /// An array of elements of any type.
  ///
  /// - Precondition: `bytes` holds exactly the elements of `shape`.
  public init(_ elementType: ElementType, shape: Shape, bytes: [UInt8]) {
    precondition(
      bytes.count == shape.count * elementType.size,
      "\(bytes.count) bytes do not fill \(shape) of \(elementType)")
    self.elementType = elementType
    self.shape = shape
    self.bytes = bytes
  }

  /// A tensor's elements as float32.
  public init(_ tensor: Tensor) {
    let bytes = tensor.scalars.withUnsafeBytes { Array($0) }
    self.init(
      .float32, shape: tensor.shape,
      bytes: TypedArray.isBigEndianMachine ? Self.swapped(bytes, size: 4) : bytes)
  }

  /// Whole numbers of a type that files know.
  ///
  /// - Precondition: there are as many as `shape` has elements.
  public init<Number: FixedWidthInteger>(_ numbers: [Number], shape: Shape) {
    let isSigned = Number.isSigned
    let type = ElementType.allCases.first {
      $0.size == MemoryLayout<Number>.size && $0.isWhole && $0.rawValue.hasPrefix("int") == isSigned
    }
    guard let type else { preconditionFailure("files have no \(Number.self)") }
    self.init(type, shape: shape, bytes: numbers.flatMap { withUnsafeBytes(of: $0.littleEndian) { Array($0) } })
  }

  /// Numbers as float64.
  ///
  /// - Precondition: there are as many as `shape` has elements.
  public init(_ numbers: [Double], shape: Shape) {
    let bits = TypedArray(numbers.map(\.bitPattern), shape: shape)
    self.init(.float64, shape: shape, bytes: bits.bytes)
  }

  /// The elements as float32, rounded to nearest where they are wider; booleans become 0 and 1.
  public var tensor: Tensor {
    Tensor(shape: shape) { target in
      bytes.withUnsafeBytes { source in
        if elementType == .float32, !Self.isBigEndianMachine {
          UnsafeMutableRawBufferPointer(target).copyMemory(from: source)
          return
        }
        target.initialize(repeating: 0)
        convert(source, to: target)
      }
    }
  }

  private func convert(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableBufferPointer<Float>) {
    func load<Value: FixedWidthInteger>(_ type: Value.Type, _ transform: (Value) -> Float) {
      for index in target.indices {
        let value = source.loadUnaligned(fromByteOffset: index * MemoryLayout<Value>.size, as: Value.self)
        target[index] = transform(Value(littleEndian: value))
      }
    }
    switch elementType {
    case .float32: load(UInt32.self) { Float(bitPattern: $0) }
    case .float64: load(UInt64.self) { Float(Double(bitPattern: $0)) }
    case .float16: load(UInt16.self) { Float(Float16(bitPattern: $0)) }
    case .bfloat16: load(UInt16.self) { Float(bitPattern: UInt32($0) << 16) }
    case .int8: load(Int8.self) { Float($0) }
    case .int16: load(Int16.self) { Float($0) }
    case .int32: load(Int32.self) { Float($0) }
    case .int64: load(Int64.self) { Float($0) }
    case .uint8: load(UInt8.self) { Float($0) }
    case .uint16: load(UInt16.self) { Float($0) }
    case .uint32: load(UInt32.self) { Float($0) }
    case .uint64: load(UInt64.self) { Float($0) }
    case .bool: load(UInt8.self) { $0 == 0 ? 0 : 1 }
    }
  }

  /// `bytes` with the order inside each element of `size` bytes reversed.
  static func swapped(_ bytes: [UInt8], size: Int) -> [UInt8] {
    guard size > 1 else { return bytes }
    var result = bytes
    for start in stride(from: 0, to: bytes.count - size + 1, by: size) {
      for place in 0..<size { result[start + place] = bytes[start + size - 1 - place] }
    }
    return result
  }

  static let isBigEndianMachine = UInt16(1).bigEndian == 1
}
