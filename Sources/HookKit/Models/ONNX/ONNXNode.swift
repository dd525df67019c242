/// An operation of an ONNX file (`NodeProto`).
struct ONNXNode {
  private(set) var outputs: [String] = []
  /// What it holds, when it only holds something.
  private(set) var constant: TypedArray?
  private var (name, type, domain) = ("", "", "")
  private var inputs: [String] = []
  private var attributes: [String: TracedArgument] = [:]
  private var scopes: String?

  init(_ reader: ProtobufReader) throws {
    var held: [String: TypedArray] = [:]
    try reader.visit { field, value in
      guard case .bytes(let range) = value else { return }
      switch field {
      case 1: inputs.append(reader.text(range))
      case 2: outputs.append(reader.text(range))
      case 3: name = reader.text(range)
      case 4: type = reader.text(range)
      case 5:
        let attribute = try ONNXAttribute(reader.message(range))
        attributes[attribute.name] = attribute.argument
        held[attribute.name] = attribute.array
      case 7: domain = reader.text(range)
      case 9: try keepScopes(reader.message(range))
      default: break
      }
    }
    if type == "Constant", ONNXModel.isStandard(domain), held.count == 1 { constant = held.first?.value }
  }

  var operation: TracedOperation {
    var arguments = attributes
    for (place, input) in inputs.enumerated() where !input.isEmpty { arguments["\(place)"] = .value(input) }
    if ["Concat", "Sum"].contains(type) { arguments["inputs"] = .values(inputs.map { $0 }) }
    return TracedOperation(
      name: ONNXModel.isStandard(domain) ? type : "\(domain).\(type)", arguments: arguments, outputs: outputs,
      scope: scope)
  }

  /// PyTorch's modules around it, as its exporters write them: `['', 'block', 'block.conv', 'conv2d']`, of which the last is
  /// the operator; or in the node's name, `/block/conv/Conv`.
  private var scope: String {
    if let scopes {
      let path = scopes.split(separator: ",").dropLast().last.map { $0.filter { !"[]' ".contains($0) } } ?? ""
      return path.hasPrefix("_empty_nn_module_stack") ? "" : path
    }
    var path: [Substring] = []
    for part in name.split(separator: "/").dropLast() where name.hasPrefix("/") {
      // A module in a list is written with the list: /blocks/blocks.0/conv.
      if let last = path.last, part.hasPrefix("\(last).") { path.removeLast() }
      path.append(part)
    }
    return path.joined(separator: ".")
  }

  private mutating func keepScopes(_ reader: ProtobufReader) throws {
    var (key, text) = ("", "")
    try reader.visit { field, value in
      guard case .bytes(let range) = value else { return }
      if field == 1 { key = reader.text(range) } else if field == 2 { text = reader.text(range) }
    }
    if key == "pkg.torch.onnx.name_scopes" { scopes = text }
  }
}

/// What an operation of ONNX is given besides values (`AttributeProto`).
struct ONNXAttribute {
  private(set) var name = ""
  private(set) var argument = TracedArgument.none
  /// The array that a constant is made of.
  private(set) var array: TypedArray?

  init(_ reader: ProtobufReader) throws {
    var (floats, integers) = ([Float](), [Int]())
    try reader.visit { field, value in
      switch (field, value) {
      case (1, .bytes(let range)): name = reader.text(range)
      case (2, .bits32(let bits)): (argument, array) = Self.number(Float(bitPattern: bits))
      case (3, .number(let bits)): (argument, array) = Self.integer(Int(truncatingIfNeeded: bits))
      case (4, .bytes(let range)): argument = .text(reader.text(range))
      case (5, .bytes(let range)):
        (argument, array) = (.other("tensor"), try ONNXTensor.array(reader.message(range)).array)
      case (6, _): argument = .other("graph")
      case (7, _):
        floats += try reader.floats(value)
        (argument, array) = (.numbers(floats.map(Double.init)), TypedArray(Tensor(floats, shape: [floats.count])))
      case (8, _):
        integers += try reader.numbers(value).map { Int(truncatingIfNeeded: $0) }
        argument = .sizes(integers.map { .number($0) })
        array = TypedArray(integers.map(Int64.init), shape: [integers.count])
      case (9...19, _), (21, _): argument = .other("of a kind that is not read")
      default: break
      }
    }
  }

  private static func number(_ number: Float) -> (TracedArgument, TypedArray) {
    (.number(Double(number)), TypedArray(Tensor([number], shape: [])))
  }

  private static func integer(_ number: Int) -> (TracedArgument, TypedArray) {
    (.integer(number), TypedArray([Int64(number)], shape: []))
  }
}
