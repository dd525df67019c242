import Foundation

/// One step of a gated recurrent unit, as PyTorch's `nn.GRUCell`: reads the input `[in]` and the state `h` `[units]`, makes the
/// next state `[units]`.
///
/// `r = σ(W_ir x + b_ir + W_hr h + b_hr)`, `z = σ(W_iz x + b_iz + W_hz h + b_hz)`,
/// `n = tanh(W_in x + b_in + r (W_hn h + b_hn))`, and the next state is `(1 - z) n + z h`.
///
/// Source: Cho et al., "Learning phrase representations using RNN encoder-decoder for statistical machine translation" (2014),
/// in the form that PyTorch documents.
public struct GRUCell: Module {
  private let gates: RecurrentGates

  /// A cell with these parameters; the rows of the gates r, z and n follow each other.
  ///
  /// - Precondition: `weightIH` is `[3 * units, in]`, `weightHH` `[3 * units, units]`, both biases `[3 * units]`.
  public init(weightIH: Tensor, weightHH: Tensor, biasIH: Tensor, biasHH: Tensor) {
    gates = RecurrentGates(3, weightIH, weightHH, biasIH, biasHH)
  }

  /// The number of elements of the state.
  public var units: Int { gates.units }
  public var inputCount: Int { 2 }
  public var parameters: [(name: String, value: Tensor)] { gates.parameters }
  public var description: String { "GRUCell(\(gates.input.inFeatures), \(units))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    try gates.check(self, rows)
    return [units]
  }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let (fromInput, fromState) = (try gates.input.forward([inputs[0]]), try gates.state.forward([inputs[1]]))
    let (rows, units) = (inputs[0].rows, units)
    return Tensor(shape: [rows, units]) { output in
      for row in 0..<rows {
        for unit in 0..<units {
          func seen(_ gate: Int) -> (input: Double, state: Double) {
            let place = (row * 3 + gate) * units + unit
            return (Double(fromInput.scalars[place]), Double(fromState.scalars[place]))
          }
          let reset = RecurrentGates.sigmoid(seen(0).input + seen(0).state)
          let kept = RecurrentGates.sigmoid(seen(1).input + seen(1).state)
          let new = tanh(seen(2).input + reset * seen(2).state)
          output[row * units + unit] = Float((1 - kept) * new + kept * Double(inputs[1].scalars[row * units + unit]))
        }
      }
    }
  }
}
