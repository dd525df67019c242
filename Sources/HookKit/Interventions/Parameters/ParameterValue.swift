/// The value of a parameter as it is written in a call or a plan file: a number, true or false, text, a list of them, or values by
/// name.
public enum ParameterValue: Hashable, Sendable {
  /// No value: an optional parameter that is left out.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// Any other number.
  case number(Double)
  /// Text.
  case text(String)
  /// A list of values.
  case list([ParameterValue])
  /// Values by their names.
  case record([String: ParameterValue])
}

extension ParameterValue: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([ParameterValue].self) {
      self = .list(value)
    } else if let value = try? container.decode([String: ParameterValue].self) {
      self = .record(value)
    } else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "a parameter is a number, true or false, text, a list of them, or values by name")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .record(let values): try container.encode(values)
    }
  }
}

extension ParameterValue: CustomStringConvertible {
  /// The value as a call spells it; text that could be mistaken for something else is quoted.
  public var description: String {
    switch self {
    case .null: "none"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    case .text(let value): Self.isBareText(value) ? value : Self.quoted(value)
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    case .record(let values) where values.isEmpty: "[:]"
    case .record(let values):
      "[" + values.sorted { $0.key < $1.key }.map { "\(Self.key($0)): \($1)" }.joined(separator: ", ") + "]"
    }
  }

  /// The value as it stands in a call without a name before it: text is always quoted.
  var quotedDescription: String {
    if case .text(let value) = self { Self.quoted(value) } else { description }
  }

  /// The values in it; none in what is no list and has no names.
  package var parts: [ParameterValue] {
    switch self {
    case .list(let values): values
    case .record(let values): Array(values.values)
    default: []
    }
  }

  /// Whether a character belongs to a name that needs no quotes: `[embedder.fc_out: 2]`.
  static func isOfKey(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_.-*".contains(character)
  }

  private static func key(_ name: String) -> String {
    name.first?.isLetter ?? false && name.allSatisfy(isOfKey) ? name : quoted(name)
  }

  /// Whether text can stand in a call without quotes and be read as the same text.
  private static func isBareText(_ text: String) -> Bool {
    guard !text.isEmpty, !text.contains(where: { "()[]{},\"'@\\".contains($0) || $0.isWhitespace }) else {
      return false
    }
    return Int(text) == nil && Double(text) == nil && !["true", "false", "none"].contains(text)
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.map { character in
      switch character {
      case "\"", "\\": "\\\(character)"
      case "\n": "\\n"
      case "\t": "\\t"
      default: String(character)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
