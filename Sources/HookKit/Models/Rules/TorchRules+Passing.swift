extension TorchRules {
  /// What changes nothing, once training is over and all is float32.
  static let passing: [String: OperatorRule] = [
    "aten.contiguous.default": { [try $1.value("self")] }, "aten.clone.default": { [try $1.value("self")] },
    "aten.alias.default": { [try $1.value("self")] }, "aten.detach.default": { [try $1.value("self")] },
    "aten.detach_.default": { [try $1.value("self")] }, "aten.lift_fresh_copy.default": { [try $1.value("self")] },
    "aten.dropout.default": { _, call in
      guard try !call.flag("train", false) else {
        throw Refusal("it is in training: call network.eval() before export")
      }
      return [try call.value("input")]
    },
    "aten.to.dtype": { [try converted($1)] }, "aten.to.dtype_layout": { [try converted($1)] },
    "aten._to_copy.default": { [try converted($1)] },
    "aten.sym_size.int": { _, call in
      let shape = try call.shape("self")
      let axis = try call.integer("dim")
      let place = axis < 0 ? axis + shape.rank + 1 : axis
      guard 0...shape.rank ~= place else { throw Refusal("it has no axis \(axis)") }
      return [.sizes([place == 0 ? nil : shape[place - 1]])]
    },
    "aten._assert_tensor_metadata.default": { _, _ in [] }, "aten._assert_scalar.default": { _, _ in [] },
    "aten.sym_constrain_range_for_size.default": { _, _ in [] },
  ]

  /// Whole numbers and float32 become float32 as they are; parameters are widened.
  private static func converted(_ call: OperatorCall) throws -> NetworkAssembly.Value {
    let value = try call.value("self")
    let wanted = call.has("dtype") ? try call.elementType("dtype") : .float32
    guard wanted == .float32 else {
      throw Refusal(
        "it converts to \(wanted?.rawValue ?? "another type"), and HookKit computes in float32: export network.float()")
    }
    guard case .constant(let array) = value else { return value }
    return .constant(TypedArray(array.tensor))
  }

  static let recurrent: [String: OperatorRule] = [
    "aten.zeros.default": { assembly, call in
      [try assembly.constant(call, 0, try call.sizes("size"))]
    },
    "aten.gru_cell.default": { assembly, call in
      let cell = try cell(call, gates: 3)
      let module = GRUCell(weightIH: cell[0], weightHH: cell[1], biasIH: cell[2], biasHH: cell[3])
      return [try assembly.add(module, [try call.value("input"), try call.value("hx")], for: call)]
    },
    "aten.lstm_cell.default": { assembly, call in
      let (cell, states) = (try cell(call, gates: 4), try call.values("hx"))
      guard states.count == 2 else { throw Refusal("it has \(states.count) states") }
      let module = LSTMCell(weightIH: cell[0], weightHH: cell[1], biasIH: cell[2], biasHH: cell[3])
      let both = try assembly.add(module, [try call.value("input")] + states, for: call)
      let (state, memory) = (Narrow(0..<module.units), Narrow(module.units..<2 * module.units))
      return [
        try assembly.add(state, [both], for: call, as: "state"),
        try assembly.add(memory, [both], for: call, as: "memory"),
      ]
    },
  ]

  /// The weights and biases of a recurrent cell.
  private static func cell(_ call: OperatorCall, gates: Int) throws -> [Tensor] {
    let (input, state) = (try call.tensor("w_ih"), try call.tensor("w_hh"))
    guard input.shape.rank == 2, state.shape.rank == 2, state.shape[0] == gates * state.shape[1],
      input.shape[0] == state.shape[0], [input, state].allSatisfy({ ValueLimits.shape($0.shape.sizes) != nil })
    else { throw Refusal("its weights have shapes \(input.shape) and \(state.shape)") }
    let biases = try ["b_ih", "b_hh"].map {
      try call.optionalTensor($0) ?? Tensor(repeating: 0, shape: [state.shape[0]])
    }
    guard biases.allSatisfy({ $0.shape == [state.shape[0]] }) else {
      throw Refusal("its biases do not fit its weights")
    }
    return [input, state] + biases
  }
}
