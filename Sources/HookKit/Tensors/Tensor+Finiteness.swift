import CKernels

extension Tensor {
  /// How many elements are infinite or not a number.
  ///
  /// - Complexity: one pass over the elements, as fast as memory is read.
  public var notFiniteCount: Int {
    withUnsafeScalars { scalars in
      scalars.baseAddress.map { hk_count_not_finite($0, scalars.count) } ?? 0
    }
  }
}
