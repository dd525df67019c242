import Foundation

extension TensorSource: Codable {
  /// Tensors of up to this many elements are written as lists of numbers; larger ones as base64, which is
  /// compact and fast.
  private static let largestList = 64
  private static let dataPrefix = "data:float32["

  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer().decode(ParameterValue.self)
    guard let source = Self(value) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "this is not \(Self.description)"))
    }
    self = source
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .named(let name): try container.encode(name)
    case .values(let tensor): try container.encode(Self.value(of: tensor))
    }
  }

  /// A source from the form in which calls and plan files have it; nil for lists that are ragged, empty or
  /// hold text.
  private init?(_ value: ParameterValue) {
    switch value {
    case .text(let text) where text.hasPrefix(Self.dataPrefix):
      guard let tensor = Self.tensor(data: text) else { return nil }
      self = .values(tensor)
    case .text(let text) where !text.isEmpty: self = .named(text)
    default:
      var scalars: [Float] = []
      guard let sizes = Self.collect(value, into: &scalars) else { return nil }
      self = .values(Tensor(scalars, shape: Shape(sizes)))
    }
  }

  /// Appends the numbers of nested lists, and returns the sizes of their axes; nil when they are not a box
  /// of numbers.
  private static func collect(_ value: ParameterValue, into scalars: inout [Float]) -> [Int]? {
    switch value {
    case .integer(let number): scalars.append(Float(number))
    case .number(let number): scalars.append(Float(number))
    case .list(let list):
      var inner: [Int]?
      for element in list {
        guard let sizes = collect(element, into: &scalars), inner == nil || inner == sizes else { return nil }
        inner = sizes
      }
      return inner.map { [list.count] + $0 }
    default: return nil
    }
    return []
  }

  // MARK: Writing

  private static func value(of tensor: Tensor) -> ParameterValue {
    guard tensor.shape.count > 0, tensor.shape.count <= largestList, tensor.scalars.allSatisfy(\.isFinite)
    else {
      return .text(data(of: tensor))
    }
    return list(of: tensor.scalars[...], sizes: tensor.shape.sizes[...])
  }

  private static func list(of scalars: ArraySlice<Float>, sizes: ArraySlice<Int>) -> ParameterValue {
    guard let size = sizes.first else { return .number(shortest(scalars[scalars.startIndex])) }
    let step = scalars.count / size
    return .list(
      (0..<size).map { index in
        let start = scalars.startIndex + index * step
        return list(of: scalars[start..<start + step], sizes: sizes.dropFirst())
      })
  }

  /// The double that prints as the float does (0.1, not 0.10000000149), where that reads back as the same
  /// float.
  private static func shortest(_ value: Float) -> Double {
    let double = Double("\(value)") ?? Double(value)
    return Float(double) == value ? double : Double(value)
  }

  /// `data:float32[2, 3];base64,...` with little-endian elements.
  private static func data(of tensor: Tensor) -> String {
    let bytes = Data(TypedArray(tensor).bytes)
    return "data:float32\(tensor.shape);base64,\(bytes.base64EncodedString())"
  }

  private static func tensor(data text: String) -> Tensor? {
    let parts = text.dropFirst(dataPrefix.count).split(
      separator: "];base64,", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let data = Data(base64Encoded: String(parts[1])) else { return nil }
    let words = parts[0].split(separator: ",").map { Int($0.drop { $0 == " " }) }
    let sizes = words.compactMap { $0 }
    guard sizes.count == words.count, ClaimedSizes.count(sizes, elementSize: 4).map({ $0 * 4 }) == data.count
    else { return nil }
    return TypedArray(.float32, shape: Shape(sizes), bytes: Array(data)).tensor
  }
}
