import Foundation

/// `x` times the probability that a normal number is below x, as PyTorch's `nn.GELU`.
///
/// Source: Hendrycks and Gimpel, "Gaussian error linear units" (2016).
public struct GELU: PointwiseModule {
  /// Whether the probability is approximated: `0.5 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))`.
  public let isApproximate: Bool
  /// The unit itself, or its approximation by tanh.
  public init(isApproximate: Bool = false) { self.isApproximate = isApproximate }
  public var description: String { isApproximate ? "GELU(tanh)" : "GELU()" }
  public func value(of x: Double) -> Double {
    isApproximate
      ? 0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
      : 0.5 * x * (1 + erf(x / 2.0.squareRoot()))
  }
}
