extension Tensor {
  /// Rows `range` of this tensor, as a tensor of the same rank.
  public subscript(rows range: Range<Int>) -> Tensor {
    let size = shape.row.count
    return Tensor(Array(scalars[range.lowerBound * size..<range.upperBound * size]), shape: shape.row.batched(range.count))
  }

  /// Row `index` without the batch axis.
  public func row(_ index: Int) -> Tensor { self[rows: index..<index + 1].reshaped(shape.row) }

  /// The rows at `indices`, in that order; an index may occur more than once.
  public func gathering(rows indices: [Int]) -> Tensor {
    let size = shape.row.count
    return Tensor(indices.flatMap { scalars[$0 * size..<($0 + 1) * size] }, shape: shape.row.batched(indices.count))
  }

  /// This tensor with the rows at `indices` replaced by those of another, in that order.
  ///
  /// - Precondition: `rows` has a row for each index.
  public func replacing(rows indices: [Int], by rows: Tensor) -> Tensor {
    precondition(rows.rows == indices.count, "\(rows.rows) rows for \(indices.count) places")
    let size = shape.row.count
    var result = self
    result.withUnsafeMutableScalars { scalars in
      for (from, to) in indices.enumerated() {
        for offset in 0..<size { scalars[to * size + offset] = rows.scalars[from * size + offset] }
      }
    }
    return result
  }

  /// Stacks tensors of one row shape along the batch axis.
  ///
  /// - Precondition: there is at least one part, and all row shapes are equal.
  public static func concatenating(rows parts: [Tensor]) -> Tensor {
    precondition(!parts.isEmpty, "nothing to concatenate")
    let row = parts[0].shape.row
    precondition(parts.allSatisfy { $0.shape.row == row }, "rows of different shapes: \(parts.map(\.shape))")
    return Tensor(parts.flatMap(\.scalars), shape: row.batched(parts.reduce(0) { $0 + $1.rows }))
  }

  /// Stacks tensors of one shape along a new batch axis in front.
  public static func stacking(_ tensors: [Tensor]) -> Tensor {
    concatenating(rows: tensors.map { $0.reshaped($0.shape.batched(1)) })
  }
}
