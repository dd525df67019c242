/// Batch normalisation as it is after training: `weight * (x - mean) / sqrt(variance + epsilon) + bias` for each channel, as
/// PyTorch's `nn.BatchNorm1d` and `nn.BatchNorm2d` in `eval()`.
///
/// The statistics are those of the checkpoint (`running_mean`, `running_var`); a run's own rows never count.
///
/// Source: Ioffe and Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate shift"
/// (2015).
public struct BatchNorm: Module {
  /// `[channels]` each.
  public let weight, bias, mean, variance: Tensor
  /// What is added to the variance.
  public let epsilon: Double

  /// Normalisation by the mean and variance of training, then `weight * x + bias`, for each channel.
  ///
  /// - Precondition: all four are of one shape `[channels]`.
  public init(weight: Tensor, bias: Tensor, mean: Tensor, variance: Tensor, epsilon: Double = 1e-5) {
    precondition(
      weight.shape.rank == 1 && [bias, mean, variance].allSatisfy { $0.shape == weight.shape },
      "batch normalisation takes four vectors of one length")
    (self.weight, self.bias, self.mean, self.variance, self.epsilon) = (weight, bias, mean, variance, epsilon)
  }

  /// The number of channels.
  public var channels: Int { weight.shape[0] }
  public var parameters: [(name: String, value: Tensor)] {
    [("weight", weight), ("bias", bias), ("running_mean", mean), ("running_var", variance)]
  }
  public var isAffine: Bool { true }
  public var description: String { "BatchNorm(\(channels), epsilon \(epsilon))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    guard rows[0].rank > 0, rows[0][0] == channels else {
      throw ModuleError(self, "takes rows of \(channels) channels, got \(rows[0])")
    }
    return rows[0]
  }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let input = inputs[0]
    let row = try outputShape(of: [input.shape.row])
    let places = row.count / channels
    let factors = (0..<channels).map {
      Double(weight.scalars[$0]) / (Double(variance.scalars[$0]) + epsilon).squareRoot()
    }
    return Tensor(shape: input.shape) { output in
      for (place, value) in input.scalars.enumerated() {
        let channel = place / places % channels
        let centred = Double(value) - Double(mean.scalars[channel])
        output[place] = Float(factors[channel] * centred + Double(bias.scalars[channel]))
      }
    }
  }
}

extension ParameterSource {
  /// A batch normalisation whose parameters are `path.weight`, `path.bias`, `path.running_mean` and `path.running_var`.
  /// `path.num_batches_tracked`, which counts steps of training, is no part of what it computes.
  public mutating func batchNorm(_ path: String, _ channels: Int, epsilon: Double = 1e-5) throws -> BatchNorm {
    ignore("\(path).num_batches_tracked")
    return BatchNorm(
      weight: try tensor("\(path).weight", shape: [channels]), bias: try tensor("\(path).bias", shape: [channels]),
      mean: try tensor("\(path).running_mean", shape: [channels]),
      variance: try tensor("\(path).running_var", shape: [channels]), epsilon: epsilon)
  }
}
