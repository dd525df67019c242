/// Layers with parameters, as both exporters state them.
extension NetworkAssembly {
  /// A convolution of images.
  mutating func convolution(
    _ call: OperatorCall, _ input: Value, weight: Tensor, bias: Tensor?, stride: [Int], padding: [Int],
    dilation: [Int], groups: Int
  ) throws -> [Value] {
    guard weight.shape.rank == 4, ValueLimits.shape(weight.shape.sizes) != nil else {
      throw Refusal("it convolves with a weight of \(weight.shape), and HookKit over images")
    }
    guard groups == 1 else { throw Refusal("it has \(groups) groups, and HookKit's convolutions one") }
    guard dilation.allSatisfy({ $0 == 1 }) else {
      throw Refusal("it has a dilation of \(dilation), and HookKit's have 1")
    }
    let (stride, padding) = (try same(stride, "stride"), try same(padding, "padding", from: 0))
    let bias = try bias ?? zeros(weight.shape[0])
    guard bias.shape == [weight.shape[0]] else { throw Refusal("its bias has shape \(bias.shape)") }
    return [
      try add(Conv2d(weight: weight, bias: bias, stride: stride, padding: padding), [input], for: call)
    ]
  }

  /// `x W^T + b`.
  mutating func linear(_ call: OperatorCall, _ input: Value, weight: Tensor, bias: Tensor?) throws -> [Value] {
    guard weight.shape.rank == 2, ValueLimits.shape(weight.shape.sizes) != nil else {
      throw Refusal("it multiplies by a weight of \(weight.shape)")
    }
    let bias = try bias ?? zeros(weight.shape[0])
    guard bias.shape == [weight.shape[0]] else { throw Refusal("its bias has shape \(bias.shape)") }
    return [try add(Linear(weight: weight, bias: bias), [input], for: call)]
  }

  mutating func batchNorm(
    _ call: OperatorCall, _ input: Value, weight: Tensor?, bias: Tensor?, mean: Tensor, variance: Tensor,
    epsilon: Double
  ) throws -> [Value] {
    guard mean.shape.rank == 1, ValueLimits.shape(mean.shape.sizes) != nil else {
      throw Refusal("its means have shape \(mean.shape)")
    }
    let (weight, bias) = (
      weight ?? Tensor(repeating: 1, shape: mean.shape), bias ?? Tensor(repeating: 0, shape: mean.shape)
    )
    guard [weight, bias, variance].allSatisfy({ $0.shape == mean.shape }) else {
      throw Refusal("its parameters have different shapes")
    }
    let module = BatchNorm(weight: weight, bias: bias, mean: mean, variance: variance, epsilon: epsilon)
    return [try add(module, [input], for: call)]
  }

  /// - Parameter shape: the axes that are normalised, which are the last ones.
  mutating func layerNorm(
    _ call: OperatorCall, _ input: Value, _ shape: [Int], weight: Tensor?, bias: Tensor?, epsilon: Double
  ) throws -> [Value] {
    guard let shape = ValueLimits.shape(shape), shape.rank > 0 else {
      throw Refusal("it normalises a shape of \(shape)")
    }
    let (weight, bias) = (weight ?? Tensor(repeating: 1, shape: shape), bias ?? Tensor(repeating: 0, shape: shape))
    guard weight.shape == shape, bias.shape == shape else {
      throw Refusal("its weight \(weight.shape) and bias \(bias.shape) are not of \(shape)")
    }
    return [try add(LayerNorm(weight: weight, bias: bias, epsilon: epsilon), [input], for: call)]
  }

  private func zeros(_ count: Int) throws -> Tensor {
    guard ValueLimits.shape([count]) != nil else { throw Refusal("it has \(count) outputs") }
    return Tensor(repeating: 0, shape: [count])
  }

  /// The one number that is given for all axes of an image.
  func same(_ numbers: [Int], _ name: String, from least: Int = 1) throws -> Int {
    guard let first = numbers.first, numbers.allSatisfy({ $0 == first }) else {
      throw Refusal("its \(name) is \(numbers), and HookKit's is the same on all sides")
    }
    guard least...ModuleDescription.largestSetting ~= first else { throw Refusal("its \(name) is \(first)") }
    return first
  }
}
