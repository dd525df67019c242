/// `x` where x is positive, `slope * x` elsewhere, as PyTorch's `nn.LeakyReLU`.
public struct LeakyReLU: PointwiseModule {
  /// The slope below zero.
  public let slope: Double
  /// A rectifier with a slope below zero.
  public init(slope: Double = 0.01) { self.slope = slope }
  public var description: String { "LeakyReLU(slope \(slope))" }
  public func value(of x: Double) -> Double { x >= 0 ? x : slope * x }
}
