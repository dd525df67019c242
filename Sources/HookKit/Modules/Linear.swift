import COpenBLAS

/// A fully connected layer: `y = x W^T + b`, as PyTorch's `nn.Linear`.
public struct Linear: Module {
  /// `[out, in]`.
  public let weight: Tensor
  /// `[out]`.
  public let bias: Tensor

  /// - Precondition: `weight` has two axes, and `bias` one of the same length as the first of them.
  public init(weight: Tensor, bias: Tensor) {
    precondition(weight.shape.rank == 2, "a linear layer's weight is [out, in], not \(weight.shape)")
    precondition(bias.shape == [weight.shape[0]], "bias \(bias.shape) does not fit weight \(weight.shape)")
    self.weight = weight
    self.bias = bias
  }

  public var outFeatures: Int { weight.shape[0] }
  public var inFeatures: Int { weight.shape[1] }
  public var parameters: [(name: String, value: Tensor)] { [("weight", weight), ("bias", bias)] }
  public var description: String { "Linear(\(inFeatures), \(outFeatures))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    guard rows[0] == [inFeatures] else { throw ModuleError(self, "takes rows of shape [\(inFeatures)], got \(rows[0])") }
    return [outFeatures]
  }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let input = inputs[0]
    let shape = try outputShape(of: [input.shape.row]).batched(input.rows)
    return Tensor(shape: shape) { output in
      for n in 0..<input.rows {
        for feature in 0..<outFeatures { output[n * outFeatures + feature] = bias.scalars[feature] }
      }
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, Int32(input.rows), Int32(outFeatures), Int32(inFeatures),
        1, input.scalars, Int32(inFeatures), weight.scalars, Int32(inFeatures),
        1, output.baseAddress!, Int32(outFeatures))
    }
  }
}
