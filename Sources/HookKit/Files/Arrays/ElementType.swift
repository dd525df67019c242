/// The kinds of numbers that files of tensors hold.
public enum ElementType: String, Hashable, Sendable, CaseIterable {
  /// A floating-point number of IEEE 754; `bfloat16` has the exponent of `float32` and 8 bits of precision.
  case float16, bfloat16, float32, float64
  /// A whole number with a sign, of this many bits.
  case int8, int16, int32, int64
  /// A whole number without a sign, of this many bits.
  case uint8, uint16, uint32, uint64
  /// A truth, one byte: 0 is false.
  case bool

  /// How many bytes one element takes.
  public var size: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// Whether this is one of the types of whole numbers.
  var isWhole: Bool { !isFloatingPoint && self != .bool }

  /// Whether this is one of the floating-point types.
  public var isFloatingPoint: Bool {
    switch self {
    case .float16, .bfloat16, .float32, .float64: true
    default: false
    }
  }
}

/// Sizes as a file claims them, multiplied without overflow.
enum ClaimedSizes {
  /// Beyond NumPy's and PyTorch's own limits.
  static let maximumRank = 64

  /// The number of elements, or nil when a size is negative or no computer could address that many.
  ///
  /// Empty axes count as one while checking, so that no partial product (a stride) can overflow later
  /// either.
  static func count(_ sizes: [Int], elementSize: Int) -> Int? {
    guard sizes.count <= maximumRank, sizes.allSatisfy({ $0 >= 0 }) else { return nil }
    guard let bytes = sizes.reduce(CheckedSize(elementSize), { $0 * max(1, $1) }).value else { return nil }
    return sizes.contains(0) ? 0 : bytes / elementSize
  }
}
