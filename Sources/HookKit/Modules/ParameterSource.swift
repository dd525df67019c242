/// Where a network's parameters come from while its graph is built: a checkpoint, or a formula.
///
/// A source that lacks a parameter notes the fault and returns zeros, so that all faults of a file are found in one pass.
public protocol ParameterSource {
  /// The parameter with this full name, of this shape.
  mutating func tensor(_ name: String, shape: Shape) -> Tensor
}

extension ParameterSource {
  /// A convolution whose parameters are `path.weight` and `path.bias`.
  public mutating func conv2d(
    _ path: String, from inChannels: Int, to outChannels: Int, kernel: Int, stride: Int = 1, padding: Int = 0
  ) -> Conv2d {
    Conv2d(
      weight: tensor("\(path).weight", shape: [outChannels, inChannels, kernel, kernel]),
      bias: tensor("\(path).bias", shape: [outChannels]), stride: stride, padding: padding)
  }

  /// A fully connected layer whose parameters are `path.weight` and `path.bias`.
  public mutating func linear(_ path: String, from inFeatures: Int, to outFeatures: Int) -> Linear {
    Linear(
      weight: tensor("\(path).weight", shape: [outFeatures, inFeatures]), bias: tensor("\(path).bias", shape: [outFeatures]))
  }
}

/// Parameters drawn from a uniform distribution, reproducibly: for tests, benchmarks and fresh networks.
///
/// Weights are uniform in ±sqrt(3 / fan-in), so that activations keep their size from layer to layer (LeCun et al.,
/// "Efficient BackProp", 1998); biases are uniform in ±0.1.
public struct RandomParameters: ParameterSource {
  private let seed: UInt64

  public init(seed: UInt64) { self.seed = seed }

  public mutating func tensor(_ name: String, shape: Shape) -> Tensor {
    var stream = RandomStream(seed: seed, name.stableHash)
    let fanIn = shape.row.count
    let bound = shape.rank > 1 ? (3 / Float(fanIn)).squareRoot() : 0.1
    return Tensor(stream.uniforms(shape.count).map { $0 * bound }, shape: shape)
  }
}
