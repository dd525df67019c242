/// The rectifier: `max(x, 0)`, element by element; NaN stays NaN, as in PyTorch.
public struct ReLU: Module {
  /// The rectifier.
  public init() {}
  public var description: String { "ReLU()" }
  public func outputShape(of rows: [Shape]) -> Shape { rows[0] }
  public func forward(_ inputs: [Tensor]) -> Tensor { inputs[0].map { $0 < 0 ? 0 : $0 } }
}
