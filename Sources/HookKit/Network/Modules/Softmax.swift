import Foundation

/// `exp(x) / sum(exp(x))` along an axis, as PyTorch's `nn.Softmax`, or its logarithm, as `nn.LogSoftmax`.
public struct Softmax: Module {
  /// The axis of a row, from 0: PyTorch's `dim` without the batch, which is `dim - 1`.
  public let axis: Int
  /// Whether the logarithm is wanted.
  public let isLogarithm: Bool

  /// Softmax along an axis of the rows, or its logarithm.
  ///
  /// - Precondition: `axis` is not negative.
  public init(axis: Int = 0, isLogarithm: Bool = false) {
    precondition(axis >= 0, "axis \(axis)")
    (self.axis, self.isLogarithm) = (axis, isLogarithm)
  }

  public var description: String { "\(isLogarithm ? "LogSoftmax" : "Softmax")(axis \(axis))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    guard axis < rows[0].rank else { throw ModuleError(self, "takes rows with an axis \(axis), got \(rows[0])") }
    return rows[0]
  }

  /// The largest element is taken off first, so that nothing overflows; sums are in double precision.
  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let input = inputs[0]
    let row = try outputShape(of: [input.shape.row])
    let (count, step) = (row[axis], row.strides[axis])
    return Tensor(shape: input.shape) { output in
      for start in input.scalars.indices where start / step % count == 0 {
        let places = (0..<count).map { start + $0 * step }
        let largest = places.map { Double(input.scalars[$0]) }.max() ?? 0
        let powers = places.map { exp(Double(input.scalars[$0]) - largest) }
        let sum = powers.reduce(0, +)
        for (place, power) in zip(places, powers) {
          let logarithm = Double(input.scalars[place]) - largest - log(sum)
          output[place] = Float(isLogarithm ? logarithm : power / sum)
        }
      }
    }
  }
}
