import Foundation

/// `x` where x is positive, `alpha * (exp(x) - 1)` elsewhere, as PyTorch's `nn.ELU`.
///
/// Source: Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear units"
/// (2016).
public struct ELU: PointwiseModule {
  /// The limit far below zero, with the sign turned.
  public let alpha: Double
  /// The exponential linear unit, whose limit far below zero is `-alpha`.
  public init(alpha: Double = 1) { self.alpha = alpha }
  public var description: String { "ELU(alpha \(alpha))" }
  public func value(of x: Double) -> Double { x > 0 ? x : alpha * expm1(x) }
}
