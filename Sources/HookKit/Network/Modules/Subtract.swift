/// The first value minus the second, which has its shape.
public struct Subtract: Module {
  /// The difference of two values.
  public init() {}
  public var inputCount: Int { 2 }
  public var description: String { "Subtract()" }
  public func outputShape(of rows: [Shape]) throws -> Shape { try sameShape(rows) }
  public func forward(_ inputs: [Tensor]) -> Tensor { inputs[0] - inputs[1] }
}
