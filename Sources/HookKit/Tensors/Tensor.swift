/// A dense array of 32-bit floats in row-major order, with value semantics.
///
/// Storage is shared until it is written, so that passing tensors about costs nothing and nothing that was
/// captured can change afterwards.
public struct Tensor: Sendable, Equatable {
  /// The sizes of the axes; `[N, ...]` for a batch of N rows.
  public let shape: Shape

  /// The elements in row-major order; `scalars.count == shape.count` always.
  public private(set) var scalars: [Float]

  /// The elements `scalars`, in row-major order, under a shape.
  ///
  /// - Precondition: `scalars` holds exactly `shape.count` elements.
  public init(_ scalars: [Float], shape: Shape) {
    self.shape = shape
    self.scalars = scalars
    guard scalars.count != shape.count else { return }
    Mistake.note(
      "\(scalars.count.grouped) numbers are to fill a tensor of shape \(shape), which has \(shape.count.grouped)")
    self.scalars = [Float](repeating: 0, count: shape.count)
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
    get { offset(of: indices).map { scalars[$0] } ?? 0 }
    set { if let offset = offset(of: indices) { scalars[offset] = newValue } }
  }

  /// The same elements under another shape.
  ///
  /// - Precondition: both shapes have the same number of elements.
  // Inlined into an author's code it would be compiler-generated there, and a mistake would have no line.
  @inline(never)
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

  /// Where an element lies; nil, with a note of the mistake, where there is none.
  private func offset(of indices: [Int]) -> Int? {
    guard indices.count == shape.rank, zip(indices, shape.sizes).allSatisfy({ $0 >= 0 && $0 < $1 }) else {
      Mistake.note("element \(indices) is asked for of a tensor of shape \(shape)")
      return nil
    }
    return zip(indices, shape.strides).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Notes that an operation does not fit this tensor, which then stands for its result.
  @usableFromInline @inline(never)
  func unfit(_ problem: String) -> Tensor {
    Mistake.note(problem)
    return self
  }
}
