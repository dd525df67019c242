/// A dense array of 32-bit floats in row-major order, with value semantics.
///
/// Storage is shared until it is written, so that passing tensors about costs nothing and nothing that was
/// captured can change afterwards.
public struct Tensor: Sendable, Equatable {
  public let shape: Shape

  /// The elements in row-major order; `scalars.count == shape.count` always.
  public private(set) var scalars: [Float]

  /// - Precondition: `scalars` holds exactly `shape.count` elements.
  public init(_ scalars: [Float], shape: Shape) {
    precondition(scalars.count == shape.count, "\(scalars.count) scalars do not fill a tensor of shape \(shape)")
    self.shape = shape
    self.scalars = scalars
  }

  /// A tensor with the same `value` everywhere.
  public init(repeating value: Float, shape: Shape) {
    self.init([Float](repeating: value, count: shape.count), shape: shape)
  }

  /// A tensor whose elements are written by `body`, which must initialise every one of them.
  public init(shape: Shape, initializingWith body: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
    self.shape = shape
    scalars = try [Float](unsafeUninitializedCapacity: shape.count) { buffer, initialised in
      try body(UnsafeMutableBufferPointer(rebasing: buffer[..<shape.count]))
      initialised = shape.count
    }
  }

  /// The number of rows: the size of the first axis.
  public var rows: Int { shape[0] }

  /// The element at `indices`, one for each axis.
  public subscript(indices: Int...) -> Float {
    get { scalars[offset(of: indices)] }
    set { scalars[offset(of: indices)] = newValue }
  }

  /// The same elements under another shape.
  ///
  /// - Precondition: both shapes have the same number of elements.
  public func reshaped(_ shape: Shape) -> Tensor { Tensor(scalars, shape: shape) }

  /// The elements as a buffer, for kernels.
  public func withUnsafeScalars<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
    try scalars.withUnsafeBufferPointer(body)
  }

  /// The elements as a buffer to write, for kernels; copies the storage first when it is shared.
  public mutating func withUnsafeMutableScalars<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try scalars.withUnsafeMutableBufferPointer { try body($0) }
  }

  private func offset(of indices: [Int]) -> Int {
    precondition(indices.count == shape.rank, "\(indices.count) indices for a tensor of shape \(shape)")
    return zip(zip(indices, shape.sizes), shape.strides).reduce(0) { sum, axis in
      let ((index, size), stride) = axis
      precondition((0..<size).contains(index), "index \(index) is outside an axis of size \(size)")
      return sum + index * stride
    }
  }
}
