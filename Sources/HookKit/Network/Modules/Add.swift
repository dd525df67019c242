/// The sum of two values of one shape: the residual connection, as a module so that it has a name.
public struct Add: Module {
  /// The sum of two values.
  public init() {}
  public var isAffine: Bool { true }
  public var inputCount: Int { 2 }
  public var description: String { "Add()" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    guard rows[0] == rows[1] else {
      throw ModuleError(self, "takes two inputs of one shape, got \(rows[0]) and \(rows[1])")
    }
    return rows[0]
  }

  public func forward(_ inputs: [Tensor]) -> Tensor { inputs[0] + inputs[1] }
}
