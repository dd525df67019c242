/// The same value for every row, whatever is read: the state that a recurrent network starts with.
public struct Constant: Module {
  /// One row.
  public let value: Tensor
  /// A value that is the same for all rows.
  public init(_ value: Tensor) { self.value = value }
  public var parameters: [(name: String, value: Tensor)] { [("value", value)] }
  public var description: String { "Constant(\(value.shape))" }
  public func outputShape(of rows: [Shape]) -> Shape { value.shape }

  public func forward(_ inputs: [Tensor]) -> Tensor {
    let rows = inputs[0].rows
    return Tensor((0..<rows).flatMap { _ in value.scalars }, shape: value.shape.batched(rows))
  }
}
