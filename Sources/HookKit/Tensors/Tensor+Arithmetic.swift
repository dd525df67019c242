extension Tensor {
  /// A tensor of the same shape whose elements are `transform` of this one's.
  @inlinable
  public func map(_ transform: (Float) throws -> Float) rethrows -> Tensor {
    Tensor(try scalars.map(transform), shape: shape)
  }

  /// Combines two tensors of one shape element by element.
  ///
  /// - Precondition: both shapes are equal. Where they are not, a run names the edit and the line; see
  ///   ``RunError/mistake(call:site:problem:place:)``.
  @inlinable
  public func combined(with other: Tensor, _ transform: (Float, Float) -> Float) -> Tensor {
    guard shape == other.shape else {
      return unfit("tensors of shapes \(shape) and \(other.shape) are combined element by element")
    }
    return Tensor(zip(scalars, other.scalars).map(transform), shape: shape)
  }

  /// Combines every row `[...]` of this tensor `[N, ...]` with the same `row`, element by element.
  ///
  /// - Precondition: `row` has the shape of one row.
  @inlinable
  public func combinedByRow(with row: Tensor, _ transform: (Float, Float) -> Float) -> Tensor {
    guard shape.row == row.shape else {
      return unfit("rows of a tensor \(shape) are combined with one of shape \(row.shape)")
    }
    let size = row.shape.count
    return Tensor(shape: shape) { result in
      withUnsafeScalars { elements in
        row.withUnsafeScalars { other in
          for start in stride(from: 0, to: elements.count, by: max(size, 1)) {
            for k in 0..<size { result[start + k] = transform(elements[start + k], other[k]) }
          }
        }
      }
    }
  }

  /// Whether two tensors are the same to the last bit: unlike `==`, tells 0 from -0 and finds NaN equal to
  /// itself.
  public func isIdentical(to other: Tensor) -> Bool {
    shape == other.shape && zip(scalars, other.scalars).allSatisfy { $0.bitPattern == $1.bitPattern }
  }

  /// The sum, element by element. Both have one shape; a vector `[channels]` is first made to fit by ``broadcast(to:)``.
  public static func + (left: Tensor, right: Tensor) -> Tensor { left.combined(with: right, +) }
  /// The difference, element by element, of tensors of one shape.
  public static func - (left: Tensor, right: Tensor) -> Tensor { left.combined(with: right, -) }
  /// Every element times `factor`.
  public static func * (factor: Float, tensor: Tensor) -> Tensor { tensor.map { factor * $0 } }

  /// The Euclidean norm of all elements, summed in double precision.
  public var norm: Double { scalars.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() }

  /// The largest magnitude of any element; 0 for an empty tensor.
  public var largestMagnitude: Float { scalars.reduce(0) { max($0, abs($1)) } }

  /// The mean over the batch axis, summed in double precision: `[N, ...]` becomes `[...]`.
  public var meanOverRows: Tensor {
    guard shape.rank > 0, rows > 0 else {
      return unfit("the mean is taken over the rows of a tensor \(shape), which has none")
    }
    let size = shape.row.count
    var sums = [Double](repeating: 0, count: size)
    for row in 0..<rows { for index in 0..<size { sums[index] += Double(scalars[row * size + index]) } }
    return Tensor(sums.map { Float($0 / Double(rows)) }, shape: shape.row)
  }
}
