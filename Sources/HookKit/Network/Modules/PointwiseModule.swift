/// A function of every element by itself. What it computes is computed in double precision and rounded once.
public protocol PointwiseModule: Module {
  /// What becomes of an element.
  func value(of element: Double) -> Double
}

extension PointwiseModule {
  public func outputShape(of rows: [Shape]) -> Shape { rows[0] }
  public func forward(_ inputs: [Tensor]) -> Tensor { inputs[0].map { Float(value(of: Double($0))) } }
}
