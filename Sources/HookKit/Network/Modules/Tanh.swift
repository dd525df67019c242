import Foundation

/// The hyperbolic tangent, as PyTorch's `nn.Tanh`.
public struct Tanh: PointwiseModule {
  /// The function; it has no parameters.
  public init() {}
  public var description: String { "Tanh()" }
  public func value(of x: Double) -> Double { tanh(x) }
}
