extension Tensor {
  /// This tensor repeated along its axes of size 1 until it has a shape; nil when it does not fit.
  ///
  /// Both must have the same number of axes, except that one number fits everything and one leading axis of
  /// size 1 (a batch of one row) is dropped. Unlike NumPy, axes are never put in front: `[64]` could mean
  /// the channels or the columns.
  public func broadcast(to wanted: Shape) -> Tensor? {
    if shape == wanted { return self }
    if shape.rank == 0 { return Tensor(repeating: scalars[0], shape: wanted) }
    if shape.rank == wanted.rank + 1, shape[0] == 1 { return row(0).broadcast(to: wanted) }
    guard shape.rank == wanted.rank, zip(shape.sizes, wanted.sizes).allSatisfy({ $0 == $1 || $0 == 1 }) else {
      return nil
    }
    let steps = zip(shape.sizes, shape.strides).map { $0 == 1 ? 0 : $1 }
    return Tensor(Self.offsets(wanted, steps: steps).map { scalars[$0] }, shape: wanted)
  }

  /// For each element of a shape in row-major order, the sum of its indices times `steps`.
  static func offsets(_ shape: Shape, steps: [Int]) -> [Int] {
    zip(shape.sizes, steps).reduce([0]) { offsets, axis in
      offsets.flatMap { offset in (0..<axis.0).map { offset + $0 * axis.1 } }
    }
  }
}
