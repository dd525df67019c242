import CKernels

/// A fully connected layer: `y = x W^T + b`, as PyTorch's `nn.Linear`.
public struct Linear: Module {
  /// `[out, in]`.
  public let weight: Tensor
  /// `[out]`.
  public let bias: Tensor

  /// A layer with these parameters.
  ///
  /// - Precondition: `weight` has two axes, and `bias` one of the same length as the first of them.
  public init(weight: Tensor, bias: Tensor) {
    precondition(weight.shape.rank == 2, "a linear layer's weight is [out, in], not \(weight.shape)")
    precondition(bias.shape == [weight.shape[0]], "bias \(bias.shape) does not fit weight \(weight.shape)")
    self.weight = weight
    self.bias = bias
  }

  /// The number of features that it makes.
  public var outFeatures: Int { weight.shape[0] }
  /// The number of features that it takes.
  public var inFeatures: Int { weight.shape[1] }
  public var parameters: [(name: String, value: Tensor)] { [("weight", weight), ("bias", bias)] }
  public var isAffine: Bool { true }
  public var description: String { "Linear(\(inFeatures), \(outFeatures))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    guard rows[0] == [inFeatures] else {
      throw ModuleError(self, "takes rows of shape [\(inFeatures)], got \(rows[0])")
    }
    return [outFeatures]
  }

  /// Every element is summed in float64 and rounded once, so that it is the same bits on every processor.
  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let input = inputs[0]
    let shape = try outputShape(of: [input.shape.row]).batched(input.rows)
    // The product is that of the weight and the transposed input, and so comes out transposed.
    let (rows, columns) = (input.rows, input.transposed)
    let output = Tensor(shape: [outFeatures, rows]) { output in
      hk_define_product(
        VectorWidth.standard.level, weight.scalars, columns.scalars, bias.scalars, output.baseAddress, outFeatures,
        rows,
        inFeatures)
    }
    return output.transposed.reshaped(shape)
  }
}

extension Tensor {
  /// A matrix with its two axes exchanged.
  fileprivate var transposed: Tensor {
    let (rows, columns) = (shape[0], shape[1])
    return Tensor(shape: [columns, rows]) { result in
      for row in 0..<rows {
        for column in 0..<columns { result[column * rows + row] = scalars[row * columns + column] }
      }
    }
  }
}
