/// Operators of PyTorch as `torch.export` writes them, and what HookKit makes of each.
///
/// Whatever stands in none of these tables is refused; Documentation/YourOwnNetwork.md lists them.
enum TorchRules {
  static let all: [String: OperatorRule] = [layers, pooling, pointwise, arithmetic, shapes, passing, recurrent].reduce(
    [:]
  ) { $0.merging($1) { first, _ in first } }

  private static let layers: [String: OperatorRule] = [
    "aten.conv2d.default": { assembly, call in
      try assembly.convolution(
        call, try call.value("input"), weight: try call.tensor("weight"), bias: try call.optionalTensor("bias"),
        stride: try call.integers("stride", [1]), padding: try call.integers("padding", [0]),
        dilation: try call.integers("dilation", [1]), groups: try call.integer("groups", 1))
    },
    "aten.conv2d.padding": { assembly, call in
      let weight = try call.tensor("weight")
      return try assembly.convolution(
        call, try call.value("input"), weight: weight, bias: try call.optionalTensor("bias"),
        stride: try call.integers("stride", [1]), padding: try padding(call, weight),
        dilation: try call.integers("dilation", [1]), groups: try call.integer("groups", 1))
    },
    "aten.convolution.default": { assembly, call in
      guard try !call.flag("transposed", false) else { throw Refusal("it is transposed") }
      return try assembly.convolution(
        call, try call.value("input"), weight: try call.tensor("weight"), bias: try call.optionalTensor("bias"),
        stride: try call.integers("stride"), padding: try call.integers("padding"),
        dilation: try call.integers("dilation"), groups: try call.integer("groups"))
    },
    "aten.linear.default": { assembly, call in
      try assembly.linear(
        call, try call.value("input"), weight: try call.tensor("weight"), bias: try call.optionalTensor("bias"))
    },
    "aten.addmm.default": { assembly, call in
      guard try call.number("beta", 1) == 1, try call.number("alpha", 1) == 1 else {
        throw Refusal("it scales its parts")
      }
      return try assembly.linear(
        call, try call.value("mat1"), weight: try call.tensor("mat2").transposedParameter, bias: try call.tensor("self")
      )
    },
    "aten.mm.default": { assembly, call in
      try assembly.linear(
        call, try call.value("self"), weight: try call.tensor("mat2").transposedParameter, bias: nil)
    },
    "aten.matmul.default": { assembly, call in
      try assembly.linear(
        call, try call.value("self"), weight: try call.tensor("other").transposedParameter, bias: nil)
    },
    "aten.batch_norm.default": { assembly, call in
      guard try !call.flag("training", false) else {
        throw Refusal("it is in training: call network.eval() before export")
      }
      return try batchNorm(&assembly, call)
    },
    "aten._native_batch_norm_legit_no_training.default": { try batchNorm(&$0, $1) },
    "aten.layer_norm.default": { try layerNorm(&$0, $1) },
    "aten.native_layer_norm.default": { try layerNorm(&$0, $1) },
  ]

  private static func padding(_ call: OperatorCall, _ weight: Tensor) throws -> [Int] {
    switch try call.text("padding", "valid") {
    case "valid": return [0]
    case "same":
      let kernel = weight.shape.sizes.dropFirst(2)
      guard kernel.allSatisfy({ $0 % 2 == 1 }) else { throw Refusal("its padding is not the same on all sides") }
      return kernel.map { $0 / 2 }
    case let other: throw Refusal("its padding is \"\(other)\"")
    }
  }

  private static func batchNorm(
    _ assembly: inout NetworkAssembly, _ call: OperatorCall
  ) throws -> [NetworkAssembly.Value] {
    try assembly.batchNorm(
      call, try call.value("input"), weight: try call.optionalTensor("weight"), bias: try call.optionalTensor("bias"),
      mean: try call.tensor("running_mean"), variance: try call.tensor("running_var"), epsilon: try call.number("eps"))
  }

  private static func layerNorm(
    _ assembly: inout NetworkAssembly, _ call: OperatorCall
  ) throws -> [NetworkAssembly.Value] {
    try assembly.layerNorm(
      call, try call.value("input"), try call.integers("normalized_shape"), weight: try call.optionalTensor("weight"),
      bias: try call.optionalTensor("bias"), epsilon: try call.number("eps", 1e-5))
  }
}
