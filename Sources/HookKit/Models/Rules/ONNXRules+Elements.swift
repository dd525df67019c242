extension ONNXRules {
  static let pooling: [String: OperatorRule] = [
    "MaxPool": { assembly, call in
      guard try call.integer("storage_order", 0) == 0 else { throw Refusal("it stores columns first") }
      return try assembly.maxPool(call, try call.value("0"), try window(call))
    },
    "AveragePool": { assembly, call in
      try assembly.averagePool(
        call, try call.value("0"), try window(call), countsPadding: try call.flag("count_include_pad", false))
    },
    "GlobalAveragePool": { try $0.globalAverage($1, try $1.value("0"), keepsAxes: true) },
    "ReduceMean": { assembly, call in
      let shape = try call.shape("0")
      let axes = try (try call.has("1") ? call.integers("1") : call.integers("axes")).map {
        try call.axis($0, of: shape)
      }
      guard shape.rank == 3, axes.sorted() == [1, 2] else {
        throw Refusal("it takes the mean over axes \(axes) of rows")
      }
      return try assembly.globalAverage(call, try call.value("0"), keepsAxes: try call.flag("keepdims", true))
    },
  ]

  private static func window(_ call: OperatorCall) throws -> NetworkAssembly.Window {
    .init(
      kernel: try call.integers("kernel_shape"), stride: try call.integers("strides", [1]), padding: try padding(call),
      dilation: try call.integers("dilations", [1]), roundsUp: try call.flag("ceil_mode", false))
  }

  static let pointwise: [String: OperatorRule] = functions.mapValues { make in
    { assembly, call in
      [try assembly.add(try make(call, try call.shape("0")), [try call.value("0")], for: call)]
    }
  }

  /// The module for a shape of rows.
  private static let functions: [String: @Sendable (OperatorCall, Shape) throws -> any Module] = [
    "Relu": { _, _ in ReLU() }, "Sigmoid": { _, _ in Sigmoid() }, "Tanh": { _, _ in Tanh() },
    "Neg": { _, _ in Affine(scale: -1) },
    "LeakyRelu": { call, _ in LeakyReLU(slope: try call.number("alpha", 0.01)) },
    "Elu": { call, _ in ELU(alpha: try call.number("alpha", 1)) },
    "Gelu": { call, _ in
      let approximation = try call.text("approximate", "none")
      guard ["none", "tanh"].contains(approximation) else { throw Refusal("it approximates by \"\(approximation)\"") }
      return GELU(isApproximate: approximation == "tanh")
    },
    "Softmax": { call, shape in Softmax(axis: try call.axis(try call.integer("axis", -1), of: shape)) },
    "LogSoftmax": { call, shape in
      Softmax(axis: try call.axis(try call.integer("axis", -1), of: shape), isLogarithm: true)
    },
  ]
}
