/// Arrays of an ONNX file (`TensorProto`).
enum ONNXTensor {
  /// The array and its name.
  ///
  /// - Throws: ``FormatError`` for numbers that do not fill the shape, and for those that are in another file.
  static func array(_ reader: ProtobufReader) throws -> (name: String, array: TypedArray) {
    var (name, type, sizes, raw) = ("", 0, [Int](), Range<Int>?.none)
    var (floats, integers, isElsewhere) = ([Float](), [UInt64](), false)
    try reader.visit { field, value in
      switch (field, value) {
      case (1, _): sizes += try reader.numbers(value).map { Int(truncatingIfNeeded: $0) }
      case (2, .number(let number)): type = Int(truncatingIfNeeded: number)
      case (4, _): floats += try reader.floats(value)
      case (5, _), (7, _): integers += try reader.numbers(value)
      case (8, .bytes(let range)): name = reader.text(range)
      case (9, .bytes(let range)): raw = range
      case (13, _), (14, .number(1)): isElsewhere = true
      default: break
      }
    }
    guard !isElsewhere else {
      throw FormatError.unsupported(
        source: reader.source, problem: "has \"\(name)\" in another file", remedy: "export it with external_data=False")
    }
    guard let element = ElementType(onnx: type) else {
      throw FormatError.unsupported(source: reader.source, problem: "\"\(name)\" is of type \(type), which is not read")
    }
    let bytes = raw.map { Array(reader.bytes[$0]) } ?? Self.bytes(floats, integers, element)
    guard let count = ClaimedSizes.count(sizes, elementSize: element.size), count * element.size == bytes.count else {
      throw reader.malformed("\(bytes.count) bytes do not fill \"\(name)\" of shape \(sizes)")
    }
    return (name, TypedArray(element, shape: Shape(sizes), bytes: bytes))
  }

  /// The elements as they lie in memory; whole numbers of any type are lists of wide ones.
  private static func bytes(_ floats: [Float], _ integers: [UInt64], _ element: ElementType) -> [UInt8] {
    if element == .float32 { return TypedArray(Tensor(floats, shape: [floats.count])).bytes }
    return integers.flatMap { number in (0..<element.size).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
  }
}

extension ElementType {
  /// ONNX's number for a type (`TensorProto.DataType`); nil for one that is not read.
  init?(onnx type: Int) {
    switch type {
    case 1: self = .float32
    case 2: self = .uint8
    case 3: self = .int8
    case 4: self = .uint16
    case 5: self = .int16
    case 6: self = .int32
    case 7: self = .int64
    case 9: self = .bool
    case 10: self = .float16
    case 11: self = .float64
    case 12: self = .uint32
    case 13: self = .uint64
    case 16: self = .bfloat16
    default: return nil
    }
  }
}
