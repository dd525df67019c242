import Foundation

/// Any JSON, with its keys in a chosen order; the same value always gives the same text.
public indirect enum JSONValue: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number that 64 bits with a sign hold.
  case integer(Int)
  /// A whole number that needs the 64th bit: a seed.
  case large(UInt64)
  /// Any other number.
  case number(Double)
  /// Text.
  case string(String)
  /// A list of values, in order.
  case array([JSONValue])
  /// Keys with their values, in the order in which they are written.
  case object([Member])

  /// A key of an object with its value.
  public struct Member: Sendable, Hashable {
    /// The key.
    public var key: String
    /// What stands under it.
    public var value: JSONValue

    /// A key with its value.
    public init(_ key: String, _ value: JSONValue) { (self.key, self.value) = (key, value) }
  }

  /// What a value encodes itself to; keys are in alphabetical order.
  public init(encoding value: some Encodable) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: try JSONEncoder().encode(value))
  }

  /// Any JSON text.
  public init(text: String) throws { self = try StrictJSON.decode(JSONValue.self, from: text) }

  /// The object with the keys of `order` first, in that order; other values stay as they are.
  public func ordered(by order: [String]) -> JSONValue {
    guard case .object(let members) = self else { return self }
    let rank = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return .object(
      members.enumerated().sorted { first, second in
        let firstRank = rank[first.element.key] ?? order.count, secondRank = rank[second.element.key] ?? order.count
        return (firstRank, first.offset) < (secondRank, second.offset)
      }.map(\.element))
  }

  /// The object with another member at its end; nil leaves it as it is.
  public func adding(_ key: String, _ value: JSONValue?) -> JSONValue {
    guard case .object(let members) = self, let value else { return self }
    return .object(members + [Member(key, value)])
  }
}

extension JSONValue: Decodable {
  /// Reads any JSON; the keys of objects come in alphabetical order.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // Every wrong guess costs an error made and caught, so numbers, of which there are most, come first.
    if let number = try? container.decode(Double.self) {
      self = Self.whole(number, in: container) ?? .number(number)
    } else if let values = try? container.decode([JSONValue].self) {
      self = .array(values)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if container.decodeNil() {
      self = .null
    } else {
      let members = try decoder.container(keyedBy: AnyKey.self)
      self = .object(
        try members.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
          Member($0.stringValue, try members.decode(JSONValue.self, forKey: $0))
        })
    }
  }

  /// The whole number that is written; beyond 2^53 the nearest double may be its neighbour.
  private static func whole(_ number: Double, in container: any SingleValueDecodingContainer) -> JSONValue? {
    if abs(number) < 0x1p53 { return Int(exactly: number).map { .integer($0) } }
    if let whole = try? container.decode(Int.self) { return .integer(whole) }
    return (try? container.decode(UInt64.self)).map { .large($0) }
  }
}
