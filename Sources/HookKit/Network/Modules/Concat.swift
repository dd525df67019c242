/// Several values side by side along an axis of their rows, as PyTorch's `cat` with `dim = axis + 1`.
public struct Concat: Module {
  /// The axis of a row, from 0.
  public let axis: Int
  /// How many values it takes.
  public let inputCount: Int

  /// Puts `count` values side by side along an axis of their rows.
  ///
  /// - Precondition: there is at least one input, and `axis` is not negative.
  public init(_ count: Int, axis: Int = 0) {
    precondition(count > 0 && axis >= 0, "\(count) inputs, axis \(axis)")
    (inputCount, self.axis) = (count, axis)
  }

  public var isAffine: Bool { true }
  public var description: String { "Concat(\(inputCount), axis \(axis))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    func others(_ row: Shape) -> [Int] { row.sizes.enumerated().filter { $0.offset != axis }.map(\.element) }
    guard axis < rows[0].rank, rows.allSatisfy({ $0.rank == rows[0].rank && others($0) == others(rows[0]) }) else {
      let shapes = rows.map(\.description).joined(separator: ", ")
      throw ModuleError(self, "takes rows that differ in axis \(axis) only, got \(shapes)")
    }
    var sizes = rows[0].sizes
    sizes[axis] = rows.reduce(0) { $0 + $1[axis] }
    return Shape(sizes)
  }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let rows = inputs.map(\.shape.row)
    let row = try outputShape(of: rows)
    // What lies behind the axis stays together.
    let blocks = rows.map { $0[axis] * $0.strides[axis] }
    var result: [Float] = []
    result.reserveCapacity(row.count * inputs[0].rows)
    for outer in 0..<inputs[0].rows * row.sizes[..<axis].reduce(1, *) {
      for (input, block) in zip(inputs, blocks) { result += input.scalars[outer * block..<(outer + 1) * block] }
    }
    return Tensor(result, shape: row.batched(inputs[0].rows))
  }
}
