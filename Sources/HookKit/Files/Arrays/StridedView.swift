/// A view of elements in a larger run of bytes, as PyTorch and NumPy describe them: sizes, strides and an
/// offset.
struct StridedView {
  var elementSize: Int
  var sizes: [Int]
  /// How many elements one step along each axis skips.
  var strides: [Int]
  /// The first element.
  var offset: Int

  /// One more than the largest element that the view touches (0 when it is empty), or nil when the numbers
  /// are negative, overflow, or do not fit each other.
  var reach: Int? {
    guard sizes.count == strides.count, offset >= 0, strides.allSatisfy({ $0 >= 0 }),
      let count = ClaimedSizes.count(sizes, elementSize: elementSize)
    else { return nil }
    // Whatever stands there, walked or not, must be a step that a file could have.
    let whole = zip(sizes, strides).reduce(CheckedSize(offset)) { $0 + CheckedSize($1.0) * $1.1 }
    guard (whole * elementSize).value != nil else { return nil }
    if count == 0 { return 0 }
    let last = zip(sizes, strides).reduce(CheckedSize(offset)) { $0 + CheckedSize($1.0 - 1) * $1.1 }
    return (last + 1).value
  }

  /// The elements in row-major order.
  ///
  /// - Precondition: `reach` is not nil, and lies within `bytes`.
  func contiguousBytes(of bytes: some RandomAccessCollection<UInt8>) -> [UInt8] {
    let start = bytes.startIndex
    func index(_ element: Int) -> Int { element * elementSize }
    let shape = Shape(sizes)
    if shape.count == 0 { return [] }
    if strides == shape.strides {
      if let bytes = bytes as? [UInt8], bytes.count == index(shape.count) { return bytes }
      let first = bytes.index(start, offsetBy: index(offset))
      return Array(bytes[first..<bytes.index(first, offsetBy: index(shape.count))])
    }
    var result = [UInt8]()
    result.reserveCapacity(index(shape.count))
    var position = [Int](repeating: 0, count: sizes.count)
    var element = offset
    // The stride of an axis of one element is never walked, and may be any number.
    let strides = zip(sizes, strides).map { $0 > 1 ? $1 : 0 }
    for _ in 0..<shape.count {
      let first = bytes.index(start, offsetBy: index(element))
      result += bytes[first..<bytes.index(first, offsetBy: elementSize)]
      // Like an odometer: step the last axis, and carry into the one before it.
      for axis in stride(from: sizes.count - 1, through: 0, by: -1) {
        position[axis] += 1
        element += strides[axis]
        if position[axis] < sizes[axis] { break }
        element -= strides[axis] * sizes[axis]
        position[axis] = 0
      }
    }
    return result
  }
}
