/// Where a network's parameters come from while its graph is built: a checkpoint, or a formula.
///
/// A source that lacks a parameter notes the fault and returns zeros, so that all faults of a file are found in one pass.
public protocol ParameterSource {
  /// The parameter with this full name, of this shape.
  ///
  /// - Throws: when a network of that size cannot be what the source holds, so that no memory is asked for it.
  mutating func tensor(_ name: String, shape: Shape) throws -> Tensor

  /// Whether the source has the parameter, so that a part of a network that may be missing is left out.
  func contains(_ name: String) -> Bool

  /// Whether the source has a parameter of a part that most networks of the family do without. The default is no.
  func hasExtra(_ name: String) -> Bool

  /// The shape that a parameter has in the source, where sizes of a network follow from it; nil when the source does not know.
  /// The default is nil.
  func shape(of name: String) -> Shape?

  /// Says that a parameter that the source may have is known, and is no part of what the network computes.
  mutating func ignore(_ name: String)
}

extension ParameterSource {
  public func contains(_ name: String) -> Bool { true }
  public func hasExtra(_ name: String) -> Bool { false }
  public func shape(of name: String) -> Shape? { nil }
  public mutating func ignore(_ name: String) {}

  /// A convolution whose parameters are `path.weight` and `path.bias`.
  public mutating func conv2d(
    _ path: String, from inChannels: Int, to outChannels: Int, kernel: Int, stride: Int = 1, padding: Int = 0
  ) throws -> Conv2d {
    Conv2d(
      weight: try tensor("\(path).weight", shape: [outChannels, inChannels, kernel, kernel]),
      bias: try tensor("\(path).bias", shape: [outChannels]), stride: stride, padding: padding)
  }

  /// A fully connected layer whose parameters are `path.weight` and `path.bias`.
  public mutating func linear(_ path: String, from inFeatures: Int, to outFeatures: Int) throws -> Linear {
    Linear(
      weight: try tensor("\(path).weight", shape: [outFeatures, inFeatures]),
      bias: try tensor("\(path).bias", shape: [outFeatures]))
  }
}

/// Parameters by a formula, the same bits on every machine: for tests, benchmarks and fresh networks.
///
/// Weights are uniform in ±sqrt(3 / fan-in), so that activations keep their size from layer to layer (LeCun et al.,
/// "Efficient BackProp", 1998); biases are uniform in ±0.1. Element `i` of the `p`-th parameter asked for comes from
/// output `seed + 2^32 p + i` of SplitMix64 (Steele, Lea and Flood, 2014), so that other languages can make it too.
public struct RandomParameters: ParameterSource {
  private let seed: UInt64
  private var number: UInt64 = 0

  /// Parameters that follow from the seed and the order in which they are asked for.
  public init(seed: UInt64) { self.seed = seed }

  public mutating func tensor(_ name: String, shape: Shape) -> Tensor {
    let start = seed &+ number << 32
    number += 1
    let bound = shape.rank > 1 ? (3 / Double(shape.row.count)).squareRoot() : 0.1
    return Tensor(
      (0..<UInt64(shape.count)).map { index in
        let unit = 2 * Double(Self.splitMix64(start &+ index) >> 40) / 0x1p24 - 1
        return Float(unit * bound)
      }, shape: shape)
  }

  private static func splitMix64(_ state: UInt64) -> UInt64 {
    var bits = state &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
