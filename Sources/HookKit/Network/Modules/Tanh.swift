import Foundation

/// The hyperbolic tangent, as PyTorch's `nn.Tanh`.
public struct Tanh: PointwiseModule {
  public init() {}
  public var description: String { "Tanh()" }
  public func value(of x: Double) -> Double { tanh(x) }
}
