extension Tensor {
  /// Rows `range` of this tensor, as a tensor of the same rank.
  ///
  /// - Precondition: it has these rows.
  public subscript(rows range: Range<Int>) -> Tensor {
    guard shape.rank > 0, range.lowerBound >= 0, range.upperBound <= rows else {
      return unfit("rows \(range) are asked for of a tensor of shape \(shape)")
    }
    if range.count == rows { return self }
    let size = shape.row.count
    return Tensor(
      Array(scalars[range.lowerBound * size..<range.upperBound * size]), shape: shape.row.batched(range.count))
  }

  /// Row `index` without the batch axis.
  ///
  /// - Precondition: there is such a row.
  public func row(_ index: Int) -> Tensor {
    guard has(rows: [index]) else { return unfit("row \(index) is asked for of a tensor of shape \(shape)") }
    return self[rows: index..<index + 1].reshaped(shape.row)
  }

  /// The rows at `indices`, in that order; an index may occur more than once.
  ///
  /// - Precondition: it has these rows.
  public func gathering(rows indices: [Int]) -> Tensor {
    guard has(rows: indices) else { return unfit("rows \(indices) are asked for of a tensor of shape \(shape)") }
    let size = shape.row.count
    return Tensor(indices.flatMap { scalars[$0 * size..<($0 + 1) * size] }, shape: shape.row.batched(indices.count))
  }

  /// This tensor with the rows at `indices` replaced by those of another, in that order.
  ///
  /// - Precondition: it has these rows, and `rows` has a row of the same shape for each index.
  public func replacing(rows indices: [Int], by rows: Tensor) -> Tensor {
    guard has(rows: indices), rows.shape == shape.row.batched(indices.count) else {
      return unfit("\(indices.count) rows of a tensor of shape \(shape) are replaced by one of shape \(rows.shape)")
    }
    let size = shape.row.count
    var result = self
    result.withUnsafeMutableScalars { scalars in
      for (from, to) in indices.enumerated() {
        for offset in 0..<size { scalars[to * size + offset] = rows.scalars[from * size + offset] }
      }
    }
    return result
  }

  private func has(rows indices: [Int]) -> Bool {
    shape.rank > 0 && indices.allSatisfy { $0 >= 0 && $0 < rows }
  }

  /// Stacks tensors of one row shape along the batch axis.
  ///
  /// - Precondition: there is at least one part, and all row shapes are equal.
  public static func concatenating(rows parts: [Tensor]) -> Tensor {
    guard let first = parts.first, parts.allSatisfy({ $0.shape.rank > 0 && $0.shape.row == first.shape.row }) else {
      let nothing = Tensor(repeating: 0, shape: [0])
      return nothing.unfit(
        parts.isEmpty
          ? "no tensors are put together" : "rows of tensors of shapes \(parts.map(\.shape)) are put together")
    }
    if parts.count == 1 { return first }
    return Tensor(shape: first.shape.row.batched(parts.reduce(0) { $0 + $1.rows })) { scalars in
      var next = 0
      for part in parts {
        part.withUnsafeScalars { _ = scalars[next..<next + $0.count].update(fromContentsOf: $0) }
        next += part.shape.count
      }
    }
  }

  /// Stacks tensors of one shape along a new batch axis in front.
  public static func stacking(_ tensors: [Tensor]) -> Tensor {
    concatenating(rows: tensors.map { $0.reshaped($0.shape.batched(1)) })
  }
}
