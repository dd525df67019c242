extension TorchRules {
  static let pooling: [String: OperatorRule] = [
    "aten.max_pool2d.default": { assembly, call in
      try assembly.maxPool(call, try call.value("self"), try window(call))
    },
    "aten.max_pool2d_with_indices.default": { assembly, call in
      try assembly.maxPool(call, try call.value("self"), try window(call))
    },
    "aten.avg_pool2d.default": { assembly, call in
      guard !call.has("divisor_override") else { throw Refusal("it divides by a number of its own") }
      return try assembly.averagePool(
        call, try call.value("self"), try window(call), countsPadding: try call.flag("count_include_pad", true))
    },
    "aten.adaptive_avg_pool2d.default": { try adaptive(&$0, $1) },
    "aten._adaptive_avg_pool2d.default": { try adaptive(&$0, $1) },
    "aten.mean.dim": { assembly, call in
      let shape = try call.shape("self")
      let axes = try call.integers("dim").map { try call.axis($0, of: shape) }
      guard shape.rank == 3, axes.sorted() == [1, 2] else {
        throw Refusal("it takes the mean over axes \(axes) of rows")
      }
      return try assembly.globalAverage(call, try call.value("self"), keepsAxes: try call.flag("keepdim", false))
    },
  ]

  private static func adaptive(
    _ assembly: inout NetworkAssembly, _ call: OperatorCall
  ) throws -> [NetworkAssembly.Value] {
    let sizes = try call.integers("output_size")
    guard (1...2).contains(sizes.count), sizes.allSatisfy({ 1...ModuleDescription.largestSetting ~= $0 }) else {
      throw Refusal("it pools to a size of \(sizes)")
    }
    let module = AdaptiveAveragePool2d(height: sizes[0], width: sizes[sizes.count - 1])
    return [try assembly.add(module, [try call.value("self")], for: call)]
  }

  private static func window(_ call: OperatorCall) throws -> NetworkAssembly.Window {
    let kernel = try call.integers("kernel_size")
    let stride = try call.integers("stride", kernel)
    return .init(
      kernel: kernel, stride: stride.isEmpty ? kernel : stride, padding: try call.integers("padding", [0]),
      dilation: try call.integers("dilation", [1]), roundsUp: try call.flag("ceil_mode", false))
  }

  static let pointwise: [String: OperatorRule] = functions.mapValues { make in
    { assembly, call in
      [try assembly.add(try make(call, try call.shape("self")), [try call.value("self")], for: call)]
    }
  }

  /// The module for a shape of rows.
  private static let functions: [String: @Sendable (OperatorCall, Shape) throws -> any Module] = [
    "aten.relu.default": { _, _ in ReLU() }, "aten.relu_.default": { _, _ in ReLU() },
    "aten.sigmoid.default": { _, _ in Sigmoid() }, "aten.tanh.default": { _, _ in Tanh() },
    "aten.leaky_relu.default": { call, _ in LeakyReLU(slope: try call.number("negative_slope", 0.01)) },
    "aten.leaky_relu_.default": { call, _ in LeakyReLU(slope: try call.number("negative_slope", 0.01)) },
    "aten.elu.default": { call, _ in try elu(call) }, "aten.elu_.default": { call, _ in try elu(call) },
    "aten.gelu.default": { call, _ in
      let approximation = try call.text("approximate", "none")
      guard ["none", "tanh"].contains(approximation) else { throw Refusal("it approximates by \"\(approximation)\"") }
      return GELU(isApproximate: approximation == "tanh")
    },
    "aten.neg.default": { _, _ in Affine(scale: -1) },
    "aten.softmax.int": { call, shape in Softmax(axis: try call.axis(try call.integer("dim"), of: shape)) },
    "aten._softmax.default": { call, shape in Softmax(axis: try call.axis(try call.integer("dim"), of: shape)) },
    "aten.log_softmax.int": { call, shape in
      Softmax(axis: try call.axis(try call.integer("dim"), of: shape), isLogarithm: true)
    },
    "aten._log_softmax.default": { call, shape in
      Softmax(axis: try call.axis(try call.integer("dim"), of: shape), isLogarithm: true)
    },
  ]

  private static func elu(_ call: OperatorCall) throws -> ELU {
    guard try call.number("scale", 1) == 1, try call.number("input_scale", 1) == 1 else {
      throw Refusal("it is scaled, as SELU is")
    }
    return ELU(alpha: try call.number("alpha", 1))
  }

  static let arithmetic: [String: OperatorRule] = [
    "aten.add.Tensor": { try compute(&$0, $1, .add) }, "aten.add_.Tensor": { try compute(&$0, $1, .add) },
    "aten.sub.Tensor": { try compute(&$0, $1, .subtract) }, "aten.mul.Tensor": { try compute(&$0, $1, .multiply) },
    "aten.div.Tensor": { try compute(&$0, $1, .divide) },
    "aten.add.Scalar": { try compute(&$0, $1, .add) }, "aten.sub.Scalar": { try compute(&$0, $1, .subtract) },
    "aten.mul.Scalar": { try compute(&$0, $1, .multiply) }, "aten.div.Scalar": { try compute(&$0, $1, .divide) },
    "aten.rsub.Scalar": { assembly, call in
      guard try call.number("alpha", 1) == 1 else { throw Refusal("it scales what it takes off") }
      let module = Affine(scale: -1, shift: try call.number("other"))
      return [try assembly.add(module, [try call.value("self")], for: call)]
    },
  ]

  private static func compute(
    _ assembly: inout NetworkAssembly, _ call: OperatorCall, _ kind: NetworkAssembly.Arithmetic
  ) throws -> [NetworkAssembly.Value] {
    guard try call.number("alpha", 1) == 1 else { throw Refusal("it scales what it adds") }
    if let number = try? call.number("other") {
      return try assembly.arithmetic(call, kind, try call.value("self"), by: number)
    }
    return try assembly.arithmetic(call, kind, try call.value("self"), try call.value("other"))
  }
}
