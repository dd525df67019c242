import Foundation

/// One step of a long short-term memory, as PyTorch's `nn.LSTMCell`: reads the input `[in]`, the state `h` and the memory `c`
/// `[units]` each, makes `[2 * units]`: the next state, then the next memory.
///
/// `i, f, o = σ(W x + b + W' h + b')`, `g = tanh(W_g x + b_g + W'_g h + b'_g)`; the next memory is `f c + i g`, the next state
/// `o tanh(f c + i g)`.
///
/// Source: Hochreiter and Schmidhuber, "Long short-term memory" (1997), with the forget gate of Gers et al. (2000), in the
/// form that PyTorch documents.
public struct LSTMCell: Module {
  private let gates: RecurrentGates

  /// A cell with these parameters; the rows of the gates i, f, g and o follow each other.
  ///
  /// - Precondition: `weightIH` is `[4 * units, in]`, `weightHH` `[4 * units, units]`, both biases `[4 * units]`.
  public init(weightIH: Tensor, weightHH: Tensor, biasIH: Tensor, biasHH: Tensor) {
    gates = RecurrentGates(4, weightIH, weightHH, biasIH, biasHH)
  }

  /// The number of elements of the state, and of the memory.
  public var units: Int { gates.units }
  public var inputCount: Int { 3 }
  public var parameters: [(name: String, value: Tensor)] { gates.parameters }
  public var description: String { "LSTMCell(\(gates.input.inFeatures), \(units))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    try gates.check(self, rows)
    return [2 * units]
  }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let sums = try gates.input.forward([inputs[0]]) + gates.state.forward([inputs[1]])
    let (rows, units) = (inputs[0].rows, units)
    return Tensor(shape: [rows, 2 * units]) { output in
      for row in 0..<rows {
        for unit in 0..<units {
          func seen(_ gate: Int) -> Double { Double(sums.scalars[(row * 4 + gate) * units + unit]) }
          let (enters, stays, leaves) = (
            RecurrentGates.sigmoid(seen(0)), RecurrentGates.sigmoid(seen(1)), RecurrentGates.sigmoid(seen(3))
          )
          let memory = stays * Double(inputs[2].scalars[row * units + unit]) + enters * tanh(seen(2))
          output[row * 2 * units + unit] = Float(leaves * tanh(memory))
          output[(row * 2 + 1) * units + unit] = Float(memory)
        }
      }
    }
  }
}
