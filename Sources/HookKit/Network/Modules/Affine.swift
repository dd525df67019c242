/// `scale * x + shift`, element by element, in double precision and rounded once: bytes to 0...1, centred pictures.
public struct Affine: PointwiseModule {
  public let scale: Double
  public let shift: Double
  public init(scale: Double = 1, shift: Double = 0) { (self.scale, self.shift) = (scale, shift) }
  public var description: String { "Affine(scale \(scale), shift \(shift))" }
  public func value(of x: Double) -> Double { scale * x + shift }
}
