import Yams

extension JSONValue {
  /// Text without quotes, by the rules of YAML 1.2's core schema.
  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .bool(true)
    case "false", "False", "FALSE": self = .bool(false)
    case ".inf", "+.inf": self = .string("inf")
    case "-.inf": self = .string("-inf")
    case ".nan": self = .string("nan")
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
        self = .string(text)
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
    case .string(let text): .scalar(Node.Scalar(text, Tag(.str), Self.isPlainText(text) ? .any : .doubleQuoted))
    case .array(let list):
      .sequence(Node.Sequence(list.map(\.node), Tag(.seq), list.contains(where: \.isObject) ? .block : .flow))
    case .object(let members):
      .mapping(
        Node.Mapping(
          members.sorted { $0.key < $1.key }.map { (Node($0.key), $0.value.node) }, Tag(.map), .block))
    }
  }

  private var isObject: Bool { if case .object = self { true } else { false } }

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
