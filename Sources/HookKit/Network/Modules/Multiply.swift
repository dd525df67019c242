/// The product of two values of one shape, element by element: gates.
public struct Multiply: Module {
  /// The product of two values.
  public init() {}
  public var inputCount: Int { 2 }
  public var description: String { "Multiply()" }
  public func outputShape(of rows: [Shape]) throws -> Shape { try sameShape(rows) }
  public func forward(_ inputs: [Tensor]) -> Tensor { inputs[0].combined(with: inputs[1], *) }
}

extension Module {
  /// The one shape of two inputs.
  ///
  /// - Throws: ``ModuleError`` when they have two.
  func sameShape(_ rows: [Shape]) throws -> Shape {
    guard rows[0] == rows[1] else {
      throw ModuleError(self, "takes two inputs of one shape, got \(rows[0]) and \(rows[1])")
    }
    return rows[0]
  }
}
