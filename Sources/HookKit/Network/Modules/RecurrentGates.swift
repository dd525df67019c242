import Foundation

/// What the gates of a recurrent cell see: an affine map of the input, and one of the state.
struct RecurrentGates: Sendable {
  let input: Linear
  let state: Linear
  /// The number of units, of which every gate has one element each.
  let units: Int

  /// - Precondition: `inputWeight` is `[gates * units, in]`, `stateWeight` `[gates * units, units]`, biases `[gates * units]`.
  init(_ gates: Int, _ inputWeight: Tensor, _ stateWeight: Tensor, _ inputBias: Tensor, _ stateBias: Tensor) {
    input = Linear(weight: inputWeight, bias: inputBias)
    state = Linear(weight: stateWeight, bias: stateBias)
    units = state.inFeatures
    precondition(
      input.outFeatures == gates * units && state.outFeatures == gates * units,
      "\(gates) gates of \(units) units take weights of \(gates * units) rows")
  }

  var parameters: [(name: String, value: Tensor)] {
    [("weight_ih", input.weight), ("weight_hh", state.weight), ("bias_ih", input.bias), ("bias_hh", state.bias)]
  }

  /// Checks an input and as many states of ``units`` as there are further rows.
  func check(_ module: some Module, _ rows: [Shape]) throws {
    let wanted = [Shape([input.inFeatures])] + rows.dropFirst().map { _ in Shape([units]) }
    guard rows == wanted else {
      throw ModuleError(
        module,
        "takes rows of shapes \(wanted.map(\.description).joined(separator: ", ")), got "
          + rows.map(\.description).joined(separator: ", "))
    }
  }

  static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
