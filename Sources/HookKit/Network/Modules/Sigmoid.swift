import Foundation

/// `1 / (1 + exp(-x))`, as PyTorch's `nn.Sigmoid`.
public struct Sigmoid: PointwiseModule {
  /// The function; it has no parameters.
  public init() {}
  public var description: String { "Sigmoid()" }
  public func value(of x: Double) -> Double { 1 / (1 + exp(-x)) }
}
