/// The axes of every row in another order, as PyTorch's `permute` without the batch: axis `k` of the result is axis `order[k]`.
public struct Transpose: Module {
  /// The axis of a row that each axis of the result is.
  public let order: [Int]

  /// The axes of a row in this order.
  ///
  /// - Precondition: `order` has every number below its count once.
  public init(_ order: [Int]) {
    precondition(order.sorted() == Array(order.indices), "\(order) is no order of axes")
    self.order = order
  }

  public var isAffine: Bool { true }
  public var description: String { "Transpose(\(order.map(String.init).joined(separator: ", ")))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    guard rows[0].rank == order.count else {
      throw ModuleError(self, "takes rows of \(order.count) axes, got \(rows[0])")
    }
    return Shape(order.map { rows[0][$0] })
  }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let input = inputs[0]
    let row = try outputShape(of: [input.shape.row])
    let steps = order.map { input.shape.row.strides[$0] }
    var sources = [0]
    for (axis, step) in steps.enumerated() {
      sources = sources.flatMap { base in (0..<row[axis]).map { base + $0 * step } }
    }
    return Tensor(shape: row.batched(input.rows)) { output in
      for n in 0..<input.rows {
        for (place, source) in sources.enumerated() {
          output[n * row.count + place] = input.scalars[n * row.count + source]
        }
      }
    }
  }
}
