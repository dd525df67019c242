/// A part of every row along an axis: elements `start..<end`, as PyTorch's `narrow`.
public struct Narrow: Module {
  /// The axis of a row, from 0.
  public let axis: Int
  /// The first element that is kept.
  public let start: Int
  /// One more than the last.
  public let end: Int

  /// The elements of a range.
  ///
  /// - Precondition: `axis` and `start` are not negative, and `end` is larger than `start`.
  public init(axis: Int = 0, _ range: Range<Int>) {
    precondition(axis >= 0 && range.lowerBound >= 0 && !range.isEmpty, "axis \(axis), \(range)")
    (self.axis, start, end) = (axis, range.lowerBound, range.upperBound)
  }

  public var description: String { "Narrow(\(start)..<\(end), axis \(axis))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    guard axis < rows[0].rank, end <= rows[0][axis] else {
      throw ModuleError(self, "takes rows with \(end) elements or more along axis \(axis), got \(rows[0])")
    }
    var sizes = rows[0].sizes
    sizes[axis] = end - start
    return Shape(sizes)
  }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let (input, whole) = (inputs[0], inputs[0].shape.row)
    let row = try outputShape(of: [whole])
    // What lies behind the axis stays together.
    let (step, size) = (whole.strides[axis], whole[axis])
    var result: [Float] = []
    result.reserveCapacity(input.rows * row.count)
    for outer in 0..<input.rows * whole.sizes[..<axis].reduce(1, *) {
      let base = outer * size * step
      result += input.scalars[base + start * step..<base + end * step]
    }
    return Tensor(result, shape: row.batched(input.rows))
  }
}
