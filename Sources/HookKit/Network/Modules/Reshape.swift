/// Every row under another shape with as many elements.
public struct Reshape: Module {
  /// The shape of a row of the result.
  public let shape: Shape
  /// The elements of a row in their order, in another shape of as many.
  public init(_ shape: Shape) { self.shape = shape }
  public var isAffine: Bool { true }
  public var description: String { "Reshape(\(shape))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    guard rows[0].count == shape.count else {
      throw ModuleError(self, "takes rows of \(shape.count) elements, got \(rows[0])")
    }
    return shape
  }

  public func forward(_ inputs: [Tensor]) -> Tensor { inputs[0].reshaped(shape.batched(inputs[0].rows)) }
}
