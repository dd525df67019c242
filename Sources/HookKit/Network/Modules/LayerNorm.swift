/// Layer normalisation: every row's last axes get mean 0 and variance 1, then a weight and a bias for each element, as
/// PyTorch's `nn.LayerNorm`.
///
/// Source: Ba, Kiros and Hinton, "Layer normalization" (2016).
public struct LayerNorm: Module {
  /// Of the shape that is normalised.
  public let weight, bias: Tensor
  /// What is added to the variance.
  public let epsilon: Double

  /// Normalisation over the last axes, those of `weight`, then `weight * x + bias`.
  ///
  /// - Precondition: `weight` and `bias` have one shape of at least one axis.
  public init(weight: Tensor, bias: Tensor, epsilon: Double = 1e-5) {
    precondition(weight.shape == bias.shape && weight.shape.rank > 0, "weight \(weight.shape), bias \(bias.shape)")
    (self.weight, self.bias, self.epsilon) = (weight, bias, epsilon)
  }

  public var parameters: [(name: String, value: Tensor)] { [("weight", weight), ("bias", bias)] }
  public var description: String { "LayerNorm(\(weight.shape), epsilon \(epsilon))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    guard rows[0].rank >= weight.shape.rank, rows[0].sizes.suffix(weight.shape.rank) == weight.shape.sizes[...] else {
      throw ModuleError(self, "takes rows whose last axes are \(weight.shape), got \(rows[0])")
    }
    return rows[0]
  }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let input = inputs[0]
    _ = try outputShape(of: [input.shape.row])
    let size = weight.shape.count
    return Tensor(shape: input.shape) { output in
      for start in stride(from: 0, to: input.scalars.count, by: size) {
        let group = input.scalars[start..<start + size]
        let mean = group.reduce(0.0) { $0 + Double($1) } / Double(size)
        let variance = group.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(size)
        let factor = 1 / (variance + epsilon).squareRoot()
        for k in 0..<size {
          let unit = (Double(input.scalars[start + k]) - mean) * factor
          output[start + k] = Float(unit * Double(weight.scalars[k]) + Double(bias.scalars[k]))
        }
      }
    }
  }
}

extension ParameterSource {
  /// A layer normalisation of a shape, whose parameters are `path.weight` and `path.bias`.
  public mutating func layerNorm(_ path: String, _ shape: Shape, epsilon: Double = 1e-5) throws -> LayerNorm {
    LayerNorm(
      weight: try tensor("\(path).weight", shape: shape), bias: try tensor("\(path).bias", shape: shape),
      epsilon: epsilon)
  }
}
