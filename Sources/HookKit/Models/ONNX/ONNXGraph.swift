/// The graph of an ONNX file (`GraphProto`).
struct ONNXGraph {
  private var nodes: [ONNXNode] = []
  private var constants: [String: TypedArray] = [:]
  private var inputs: [String] = []
  private var outputs: [String] = []
  private var types: [String: TracedType] = [:]

  init(_ reader: ProtobufReader) throws {
    try reader.visit { field, value in
      guard case .bytes(let range) = value else { return }
      switch field {
      case 1: nodes.append(try ONNXNode(reader.message(range)))
      case 5:
        let (name, array) = try ONNXTensor.array(reader.message(range))
        constants[name] = array
      case 11: inputs.append(try note(reader.message(range)))
      case 12: outputs.append(try note(reader.message(range)))
      case 13: _ = try note(reader.message(range))
      case 15: throw reader.malformed("it has sparse weights")
      default: break
      }
    }
  }

  /// A network of the nodes; those that only hold a constant are none of its operations.
  func network(origin: String) -> TracedNetwork {
    let held = nodes.compactMap { node in node.constant.flatMap { array in node.outputs.first.map { ($0, array) } } }
    return TracedNetwork(
      origin: origin, inputs: inputs.filter { constants[$0] == nil }, outputs: outputs,
      operations: nodes.filter { $0.constant == nil }.map(\.operation),
      constants: constants.merging(held) { first, _ in first }, types: types)
  }

  /// Keeps what is said of a value (`ValueInfoProto`); returns its name.
  private mutating func note(_ reader: ProtobufReader) throws -> String {
    var (name, type) = ("", TracedType?.none)
    try reader.visit { field, value in
      guard case .bytes(let range) = value else { return }
      switch field {
      case 1: name = reader.text(range)
      case 2: type = try Self.type(reader.message(range))
      default: break
      }
    }
    if let type { types[name] = type }
    return name
  }

  /// `TypeProto` of a tensor; nil for any other.
  private static func type(_ reader: ProtobufReader) throws -> TracedType? {
    var type: TracedType?
    try reader.visit { field, value in
      guard field == 1, case .bytes(let range) = value else { return }
      let tensor = reader.message(range)
      var (element, sizes) = (0, [Int?]?.none)
      try tensor.visit { field, value in
        switch (field, value) {
        case (1, .number(let number)): element = Int(truncatingIfNeeded: number)
        case (2, .bytes(let range)): sizes = try Self.sizes(tensor.message(range))
        default: break
        }
      }
      if let sizes { type = TracedType(element: ElementType(onnx: element), sizes: sizes) }
    }
    return type
  }

  /// `TensorShapeProto`: sizes with a number, and those left open.
  private static func sizes(_ reader: ProtobufReader) throws -> [Int?] {
    var sizes: [Int?] = []
    try reader.visit { field, value in
      guard field == 1, case .bytes(let range) = value else { return }
      var size: Int?
      try reader.message(range).visit { field, value in
        if field == 1, case .number(let number) = value { size = Int(exactly: Int64(bitPattern: number)) }
      }
      sizes.append(size)
    }
    return sizes
  }
}
