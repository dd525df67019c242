extension TorchRules {
  static let shapes: [String: OperatorRule] = [
    "aten.flatten.using_ints": { assembly, call in
      let shape = try call.shape("self")
      let start = try call.axis(try call.integer("start_dim", 0), of: shape)
      let end = try call.axis(try call.integer("end_dim", -1), of: shape)
      guard start <= end else { throw Refusal("it flattens no axes") }
      var sizes = shape.sizes
      sizes.replaceSubrange(start...end, with: [sizes[start...end].reduce(1, *)])
      return try assembly.reshape(call, try call.value("self"), toRow: sizes)
    },
    "aten.view.default": { try reshape(&$0, $1, "size") },
    "aten._unsafe_view.default": { try reshape(&$0, $1, "size") },
    "aten.reshape.default": { try reshape(&$0, $1, "shape") },
    "aten.squeeze.dim": { assembly, call in
      let shape = try call.shape("self")
      let axis = try call.axis(try call.integer("dim"), of: shape)
      let sizes = shape.sizes.enumerated().filter { $0.offset != axis || $0.element != 1 }.map(\.element)
      return try assembly.reshape(call, try call.value("self"), toRow: sizes)
    },
    "aten.unsqueeze.default": { assembly, call in
      let shape = try call.shape("self")
      let axis = try call.axis(try call.integer("dim"), of: Shape(shape.sizes + [1]))
      var sizes = shape.sizes
      sizes.insert(1, at: axis)
      return try assembly.reshape(call, try call.value("self"), toRow: sizes)
    },
    "aten.permute.default": { assembly, call in
      try assembly.permute(call, try call.value("self"), try call.integers("dims"))
    },
    "aten.transpose.int": { assembly, call in
      let (first, second) = (try call.integer("dim0"), try call.integer("dim1"))
      let rank = try assembly.rank(of: try call.value("self"))
      var order = Array(0..<rank)
      let places = [first, second].map { $0 < 0 ? $0 + rank : $0 }
      guard places.allSatisfy(order.indices.contains) else { throw Refusal("it exchanges axes \(first) and \(second)") }
      order.swapAt(places[0], places[1])
      return try assembly.permute(call, try call.value("self"), order)
    },
    "aten.t.default": { try reversed(&$0, $1) }, "aten.numpy_T.default": { try reversed(&$0, $1) },
    "aten.cat.default": { assembly, call in
      try assembly.concat(call, try call.values("tensors"), axis: try call.integer("dim", 0))
    },
    "aten.slice.Tensor": { assembly, call in
      guard try call.integer("step", 1) == 1 else { throw Refusal("it leaves elements out") }
      if try call.integer("dim", 0) == 0 { return [try wholeBatch(call)] }
      return [
        try assembly.slice(
          call, try call.value("self"), axis: try call.integer("dim", 0), from: try call.integer("start", 0),
          to: try call.integer("end", .max))
      ]
    },
    "aten.split_with_sizes.default": { assembly, call in
      try assembly.split(
        call, try call.value("self"), axis: try call.integer("dim", 0), try call.integers("split_sizes"))
    },
    "aten.split.Tensor": { assembly, call in
      let shape = try call.shape("self")
      let axis = try call.axis(try call.integer("dim", 0), of: shape)
      return try parts(&assembly, call, axis, of: shape[axis], try call.integer("split_size"))
    },
    "aten.chunk.default": { assembly, call in
      let (shape, count) = (try call.shape("self"), try call.integer("chunks"))
      let axis = try call.axis(try call.integer("dim", 0), of: shape)
      guard count > 0 else { throw Refusal("it makes \(count) parts") }
      return try parts(&assembly, call, axis, of: shape[axis], (shape[axis] - 1) / count + 1)
    },
  ]

  /// Parts of so many elements, of which the last may have fewer.
  private static func parts(
    _ assembly: inout NetworkAssembly, _ call: OperatorCall, _ axis: Int, of whole: Int, _ size: Int
  ) throws -> [NetworkAssembly.Value] {
    guard size > 0 else { throw Refusal("it makes parts of \(size)") }
    let size = min(size, whole)
    let sizes = stride(from: 0, to: whole, by: size).map { min(size, whole - $0) }
    return try assembly.split(call, try call.value("self"), axis: axis + 1, sizes)
  }

  /// A slice of the batch that is all of it.
  private static func wholeBatch(_ call: OperatorCall) throws -> NetworkAssembly.Value {
    guard try call.integer("start", 0) == 0, try call.integer("end", .max) == .max else {
      throw Refusal("it works along the batch")
    }
    return try call.value("self")
  }

  private static func reshape(
    _ assembly: inout NetworkAssembly, _ call: OperatorCall, _ name: String
  ) throws -> [NetworkAssembly.Value] {
    try assembly.reshape(call, try call.value("self"), to: try call.sizes(name))
  }

  private static func reversed(
    _ assembly: inout NetworkAssembly, _ call: OperatorCall
  ) throws -> [NetworkAssembly.Value] {
    let value = try call.value("self")
    return try assembly.permute(call, value, (0..<(try assembly.rank(of: value))).reversed())
  }
}

extension NetworkAssembly {
  /// The number of axes, that of the batch included.
  func rank(of value: Value) throws -> Int {
    switch value {
    case .computed(_, let shape): shape.rank + 1
    case .constant(let array): array.shape.rank
    default: throw Refusal("it moves the axes of what is no activation")
    }
  }
}
