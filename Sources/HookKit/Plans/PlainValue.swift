import Yams

/// What JSON and YAML have in common.
indirect enum PlainValue {
  case null
  case bool(Bool)
  case integer(Int)
  /// A whole number that needs the 64th bit: a seed.
  case large(UInt64)
  case number(Double)
  case text(String)
  case list([PlainValue])
  case record([String: PlainValue])
}

extension PlainValue {
  /// Text without quotes, by the rules of YAML 1.2's core schema.
  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .bool(true)
    case "false", "False", "FALSE": self = .bool(false)
    case ".inf", "+.inf": self = .text("inf")
    case "-.inf": self = .text("-inf")
    case ".nan": self = .text("nan")
    default:
      if let integer = Int(text) {
        self = .integer(integer)
      } else if let large = UInt64(text) {
        self = .large(large)
      } else if text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let number = Double(text),
        number.isFinite
      {
        self = .number(number)
      } else {
        self = .text(text)
      }
    }
  }

  var node: Node {
    switch self {
    case .null: Node("null")
    case .bool(let value): Node("\(value)")
    case .integer(let value): Node("\(value)")
    case .large(let value): Node("\(value)")
    case .number(let value): Node("\(value)")
    case .text(let text): .scalar(Node.Scalar(text, Tag(.str), Self.isPlainText(text) ? .any : .doubleQuoted))
    case .list(let list):
      .sequence(Node.Sequence(list.map(\.node), Tag(.seq), list.contains(where: \.isRecord) ? .block : .flow))
    case .record(let record):
      .mapping(
        Node.Mapping(
          record.sorted { $0.key < $1.key }.map { (Node($0.key), $0.value.node) }, Tag(.map), .block))
    }
  }

  private var isRecord: Bool { if case .record = self { true } else { false } }

  /// Whether any reader of YAML takes the text as text: it starts with a letter, and is no number, truth or
  /// nothing.
  private static func isPlainText(_ text: String) -> Bool {
    guard let first = text.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20 else {
      return false
    }
    return !["y", "n", "yes", "no", "on", "off", "true", "false", "null", "inf", "nan"].contains(
      text.lowercased())
  }
}

extension PlainValue: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(ParameterValue.self) {
      self = Self(value)
    } else if let list = try? container.decode([PlainValue].self) {
      self = .list(list)
    } else {
      self = .record(try container.decode([String: PlainValue].self))
    }
  }

  private init(_ value: ParameterValue) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .text(let value): self = .text(value)
    case .list(let values): self = .list(values.map(Self.init))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .large(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .record(let values): try container.encode(values)
    }
  }
}
