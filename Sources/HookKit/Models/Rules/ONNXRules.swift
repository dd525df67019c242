/// Operators of ONNX (opsets 13 to 23), and what HookKit makes of each; inputs are named by their positions.
enum ONNXRules {
  static let all: [String: OperatorRule] = [layers, pooling, pointwise, shapes, sizes].reduce([:]) {
    $0.merging($1) { first, _ in first }
  }

  private static let layers: [String: OperatorRule] = [
    "Conv": { assembly, call in
      let weight = try call.tensor("1")
      return try assembly.convolution(
        call, try call.value("0"), weight: weight, bias: try call.optionalTensor("2"),
        stride: try call.integers("strides", [1]), padding: try padding(call),
        dilation: try call.integers("dilations", [1]), groups: try call.integer("group", 1))
    },
    "Gemm": { assembly, call in
      guard try call.number("alpha", 1) == 1, try call.number("beta", 1) == 1, try call.integer("transA", 0) == 0 else {
        throw Refusal("it scales or turns its parts")
      }
      let weight = try call.tensor("1")
      return try assembly.linear(
        call, try call.value("0"), weight: try call.integer("transB", 0) == 1 ? weight : try weight.transposedParameter,
        bias: try call.optionalTensor("2"))
    },
    "MatMul": { assembly, call in
      try assembly.linear(call, try call.value("0"), weight: try call.tensor("1").transposedParameter, bias: nil)
    },
    "BatchNormalization": { assembly, call in
      guard try call.integer("training_mode", 0) == 0 else { throw Refusal("it is in training") }
      return try assembly.batchNorm(
        call, try call.value("0"), weight: try call.tensor("1"), bias: try call.tensor("2"),
        mean: try call.tensor("3"), variance: try call.tensor("4"), epsilon: try call.number("epsilon", 1e-5))
    },
    "LayerNormalization": { assembly, call in
      let shape = try call.shape("0")
      let axis = try call.axis(try call.integer("axis", -1), of: shape)
      return try assembly.layerNorm(
        call, try call.value("0"), Array(shape.sizes[axis...]), weight: try call.tensor("1"),
        bias: try call.optionalTensor("2"), epsilon: try call.number("epsilon", 1e-5))
    },
    "Add": { try $0.arithmetic($1, .add, try $1.value("0"), try $1.value("1")) },
    "Sub": { try $0.arithmetic($1, .subtract, try $1.value("0"), try $1.value("1")) },
    "Mul": { try $0.arithmetic($1, .multiply, try $1.value("0"), try $1.value("1")) },
    "Div": { try $0.arithmetic($1, .divide, try $1.value("0"), try $1.value("1")) },
  ]

  /// The padding of each side.
  static func padding(_ call: OperatorCall) throws -> [Int] {
    let automatic = try call.text("auto_pad", "NOTSET")
    guard ["NOTSET", "VALID"].contains(automatic) else {
      throw Refusal("its padding is worked out (auto_pad \(automatic))")
    }
    return automatic == "VALID" ? [0] : try call.integers("pads", [0])
  }
}

extension Tensor {
  /// A parameter that is multiplied by, with its two axes exchanged.
  var transposedParameter: Tensor {
    get throws {
      guard shape.rank == 2, ValueLimits.shape(shape.sizes) != nil else {
        throw Refusal("it multiplies by a parameter of shape \(shape)")
      }
      return matrixTransposed
    }
  }

  /// A matrix with its two axes exchanged.
  ///
  /// - Precondition: there are two axes.
  var matrixTransposed: Tensor {
    let (rows, columns) = (shape[0], shape[1])
    return Tensor(shape: [columns, rows]) { result in
      for row in 0..<rows {
        for column in 0..<columns { result[column * rows + row] = scalars[row * columns + column] }
      }
    }
  }
}
