/// `scale * x + shift`, element by element, in double precision and rounded once: bytes to 0...1, centred pictures.
public struct Affine: PointwiseModule {
  /// What an element is multiplied by.
  public let scale: Double
  /// What is added then.
  public let shift: Double
  /// By default nothing is changed.
  public init(scale: Double = 1, shift: Double = 0) { (self.scale, self.shift) = (scale, shift) }
  public var description: String { "Affine(scale \(scale), shift \(shift))" }
  public func value(of x: Double) -> Double { scale * x + shift }
}
