/// Turns every row into a vector, in row-major order: `[channels, height, width]` becomes `[channels * height * width]`.
public struct Flatten: Module {
  /// Rows as vectors.
  public init() {}
  public var isAffine: Bool { true }
  public var description: String { "Flatten()" }
  public func outputShape(of rows: [Shape]) -> Shape { [rows[0].count] }
  public func forward(_ inputs: [Tensor]) -> Tensor { inputs[0].reshaped([inputs[0].rows, inputs[0].shape.row.count]) }
}
