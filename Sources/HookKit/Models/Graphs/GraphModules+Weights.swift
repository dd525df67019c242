extension Conv2d: GraphModule {
  var settings: [JSONValue.Member] { [.init("stride", .integer(stride)), .init("padding", .integer(padding))] }

  init(_ description: inout ModuleDescription) throws {
    let weight = try description.tensor("weight", rank: 4)
    self.init(
      weight: weight, bias: try description.tensor("bias", shape: [weight.shape[0]]),
      stride: try description.integer("stride", 1...ModuleDescription.largestSetting),
      padding: try description.integer("padding"))
  }
}

extension Linear: GraphModule {
  init(_ description: inout ModuleDescription) throws {
    let weight = try description.tensor("weight", rank: 2)
    self.init(weight: weight, bias: try description.tensor("bias", shape: [weight.shape[0]]))
  }
}

extension BatchNorm: GraphModule {
  var settings: [JSONValue.Member] { [.init("epsilon", .number(epsilon))] }

  init(_ description: inout ModuleDescription) throws {
    let weight = try description.tensor("weight", rank: 1)
    self.init(
      weight: weight, bias: try description.tensor("bias", shape: weight.shape),
      mean: try description.tensor("running_mean", shape: weight.shape),
      variance: try description.tensor("running_var", shape: weight.shape), epsilon: try description.number("epsilon"))
  }
}

extension LayerNorm: GraphModule {
  var settings: [JSONValue.Member] { [.init("epsilon", .number(epsilon))] }

  init(_ description: inout ModuleDescription) throws {
    let weight = try description.tensor("weight")
    guard weight.shape.rank > 0 else { throw description.fault("its weight has no axes") }
    self.init(
      weight: weight, bias: try description.tensor("bias", shape: weight.shape),
      epsilon: try description.number("epsilon"))
  }
}

extension Constant: GraphModule {
  init(_ description: inout ModuleDescription) throws { self.init(try description.tensor("value")) }
}

extension GRUCell: GraphModule {
  init(_ description: inout ModuleDescription) throws {
    let gates = try description.gates(3)
    self.init(
      weightIH: gates.weights.input, weightHH: gates.weights.state, biasIH: gates.biases.input,
      biasHH: gates.biases.state)
  }
}

extension LSTMCell: GraphModule {
  init(_ description: inout ModuleDescription) throws {
    let gates = try description.gates(4)
    self.init(
      weightIH: gates.weights.input, weightHH: gates.weights.state, biasIH: gates.biases.input,
      biasHH: gates.biases.state)
  }
}

extension ModuleDescription {
  /// What a recurrent cell has of its input and of its state.
  fileprivate typealias Sides = (input: Tensor, state: Tensor)

  /// The parameters of a recurrent cell with so many gates.
  fileprivate mutating func gates(_ count: Int) throws -> (weights: Sides, biases: Sides) {
    let (input, state) = (try tensor("weight_ih", rank: 2), try tensor("weight_hh", rank: 2))
    guard state.shape[0] == count * state.shape[1], input.shape[0] == state.shape[0] else {
      throw fault("weights of \(input.shape) and \(state.shape) are not those of \(count) gates")
    }
    let shape: Shape = [input.shape[0]]
    return ((input, state), (try tensor("bias_ih", shape: shape), try tensor("bias_hh", shape: shape)))
  }
}
