/// The sizes of a tensor's axes, outermost first; `[8, 3, 64, 64]` is 8 rows of a 3 x 64 x 64 image.
public struct Shape: Hashable, Sendable, Codable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// The size of each axis, outermost first; none of them negative.
  public let sizes: [Int]

  /// The shape with these sizes, outermost first.
  ///
  /// - Precondition: no size is negative.
  public init(_ sizes: [Int]) {
    if !sizes.allSatisfy({ $0 >= 0 }) { Mistake.note("a shape has the negative size in \(sizes)") }
    self.sizes = sizes.map { max(0, $0) }
  }

  public init(arrayLiteral sizes: Int...) { self.init(sizes) }

  public init(from decoder: any Decoder) throws {
    let sizes = try decoder.singleValueContainer().decode([Int].self)
    guard sizes.allSatisfy({ $0 >= 0 }) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a shape has no negative sizes: \(sizes)"))
    }
    self.sizes = sizes
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(sizes)
  }

  /// The number of axes.
  public var rank: Int { sizes.count }

  /// The number of elements: the product of all sizes, 1 for a scalar.
  public var count: Int { sizes.reduce(1, *) }

  /// The size of an axis, counted from 0.
  ///
  /// - Precondition: there is such an axis.
  public subscript(axis: Int) -> Int {
    if sizes.indices.contains(axis) { return sizes[axis] }
    Mistake.note("axis \(axis) is asked for of the shape \(self), which has \(rank)")
    return 0
  }

  /// How many elements one step along each axis skips in row-major order.
  public var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) { strides[axis] = strides[axis + 1] * sizes[axis + 1] }
    return strides
  }

  /// The shape of one row: everything after the first axis.
  public var row: Shape { Shape(Array(sizes.dropFirst())) }

  /// This shape with a batch axis of `rows` in front.
  public func batched(_ rows: Int) -> Shape { Shape([rows] + sizes) }

  /// `[3, 64, 64]`, as NumPy and PyTorch print it.
  public var description: String { "[" + sizes.map(String.init).joined(separator: ", ") + "]" }

  /// `[3, 64, 64]` as JSON.
  package var json: JSONValue { .array(sizes.map(JSONValue.integer)) }
}
