extension ONNXRules {
  static let shapes: [String: OperatorRule] = [
    "Flatten": { assembly, call in
      guard try call.integer("axis", 1) == 1 else { throw Refusal("it flattens the batch") }
      return try assembly.reshape(call, try call.value("0"), toRow: [try call.shape("0").count])
    },
    "Reshape": { assembly, call in
      var sizes = try call.sizes("1")
      if case .computed(_, let shape) = try call.value("0"), try call.integer("allowzero", 0) == 0 {
        let own = [nil] + shape.sizes.map(Optional.some)
        for place in sizes.indices where sizes[place] == 0 && place < own.count { sizes[place] = own[place] }
      }
      return try assembly.reshape(call, try call.value("0"), to: sizes)
    },
    "Squeeze": { assembly, call in
      if case .sizes(let sizes) = try call.value("0") { return [.sizes(sizes)] }
      let shape = try call.shape("0")
      let axes = try axes(call).map { try call.axis($0, of: shape) }
      let sizes = shape.sizes.enumerated().filter { !axes.contains($0.offset) }.map(\.element)
      return try assembly.reshape(call, try call.value("0"), toRow: sizes)
    },
    "Unsqueeze": { assembly, call in
      if case .sizes(let sizes) = try call.value("0") { return [.sizes(sizes)] }
      let (shape, axes) = (try call.shape("0"), try axes(call))
      guard axes.count == 1 else { throw Refusal("it adds \(axes.count) axes") }
      let axis = try call.axis(axes[0], of: Shape(shape.sizes + [1]))
      var sizes = shape.sizes
      sizes.insert(1, at: axis)
      return try assembly.reshape(call, try call.value("0"), toRow: sizes)
    },
    "Transpose": { assembly, call in
      let value = try call.value("0")
      let reversed = Array((0..<(try assembly.rank(of: value))).reversed())
      return try assembly.permute(call, value, try call.integers("perm", reversed))
    },
    "Concat": { assembly, call in
      let inputs = try call.values("inputs")
      if inputs.contains(where: isSizes) { return [.sizes(try inputs.flatMap(sizes(of:)))] }
      return try assembly.concat(call, inputs, axis: try call.integer("axis"))
    },
    "Slice": { assembly, call in
      let (starts, ends) = (try call.integers("1"), try call.integers("2"))
      let (axes, steps) = (try call.integers("3", Array(starts.indices)), try call.integers("4", starts.map { _ in 1 }))
      guard starts.count == 1, ends.count == 1, axes.count == 1, steps == [1] else {
        throw Refusal("it takes a part along \(axes.count) axes, with steps of \(steps)")
      }
      return [try assembly.slice(call, try call.value("0"), axis: axes[0], from: starts[0], to: ends[0])]
    },
    "Split": { assembly, call in
      let (shape, outputs) = (try call.shape("0"), call.operation.outputs.count)
      let axis = try call.axis(try call.integer("axis", 0), of: shape)
      if call.has("1") {
        return try assembly.split(call, try call.value("0"), axis: axis + 1, try call.integers("1"))
      }
      guard outputs > 0, shape[axis] % outputs == 0 else {
        throw Refusal("it makes \(outputs) parts of \(shape[axis])")
      }
      return try assembly.split(
        call, try call.value("0"), axis: axis + 1, Array(repeating: shape[axis] / outputs, count: outputs))
    },
  ]

  /// The axes that are meant, which older versions have as an attribute.
  private static func axes(_ call: OperatorCall) throws -> [Int] {
    try call.has("1") ? call.integers("1") : call.integers("axes")
  }

  /// What passes values on, and what computes with their sizes.
  static let sizes: [String: OperatorRule] = [
    "Identity": { [try $1.value("0")] },
    "Dropout": { _, call in
      guard !call.has("2") else { throw Refusal("it may be in training") }
      return [try call.value("0")]
    },
    "Cast": { _, call in
      let (value, wanted) = (try call.value("0"), ElementType(onnx: try call.integer("to")))
      if case .sizes = value { return [value] }
      guard wanted == .float32 else {
        throw Refusal(
          "it converts to \(wanted?.rawValue ?? "another type"), and HookKit computes in float32: export network.float()"
        )
      }
      guard case .constant(let array) = value else { return [value] }
      return [.constant(TypedArray(array.tensor))]
    },
    "Shape": { _, call in
      let sizes = [nil] + (try call.shape("0")).sizes.map(Optional.some)
      let ends = [try call.integer("start", 0), try call.integer("end", sizes.count)].map {
        max(0, min($0 < 0 ? $0 + sizes.count : $0, sizes.count))
      }
      guard ends[0] < ends[1] else { throw Refusal("it takes no part of the shape") }
      return [.sizes(Array(sizes[ends[0]..<ends[1]]))]
    },
    "Expand": { assembly, call in
      guard case .constant(let array) = try call.value("0"), array.shape.count == 1, array.elementType == .float32
      else {
        throw Refusal("it repeats what is not one number")
      }
      return [try assembly.constant(call, array.tensor.scalars[0], try call.sizes("1"))]
    },
    "Gather": { _, call in
      guard isSizes(try call.value("0")) else { throw Refusal("it picks elements") }
      let sizes = try call.sizes("0")
      let chosen = try call.integers("1").map { $0 < 0 ? $0 + sizes.count : $0 }
      guard chosen.allSatisfy(sizes.indices.contains) else { throw Refusal("it picks sizes that are not there") }
      return [.sizes(chosen.map { sizes[$0] })]
    },
  ]

  @Sendable private static func isSizes(_ value: NetworkAssembly.Value) -> Bool {
    if case .sizes = value { true } else { false }
  }

  @Sendable private static func sizes(of value: NetworkAssembly.Value) throws -> [Int?] {
    switch value {
    case .sizes(let sizes): return sizes
    case .constant(let array):
      guard let numbers = array.wholeNumbers else { throw Refusal("it joins sizes and other numbers") }
      return numbers
    default: throw Refusal("it joins sizes and activations")
    }
  }
}
