import Foundation
import Yams

/// YAML text as plain values, and back, with types that survive: quoted is text, `yes` is text, `0.5` is a
/// number.
///
/// Yams' own decoder reads `'17'` as a number where one fits and `12:30` as 750, and follows aliases of
/// aliases for ever.
package enum YAMLText {
  /// The JSON of the one document in a YAML text.
  ///
  /// - Throws: ``PlanError/notAPlan(_:)`` for text that is no YAML, or that uses anchors.
  package static func json(from yaml: String) throws -> Data {
    guard !hasAnchors(yaml) else {
      throw PlanError.notAPlan(
        "it uses YAML's anchors (&name), which plans do not have; write the values out, or quote the text")
    }
    do {
      let node = try Parser(yaml: yaml, resolver: .basic).singleRoot()
      return try JSONEncoder().encode(PlainValue(node ?? Node("")))
    } catch let error as YamlError {
      throw PlanError.notAPlan(error.description)
    }
  }

  /// The YAML of a JSON text, keys sorted.
  static func yaml(from json: Data) throws -> String {
    let value = try JSONDecoder().decode(PlainValue.self, from: json)
    return try serialize(node: value.node, width: -1, allowUnicode: true)
  }

  /// Whether there is an `&name` where a value may begin. One in quotes counts too; a rare file name is
  /// worth the certainty.
  private static func hasAnchors(_ yaml: String) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in yaml.utf8 {
      if byte == UInt8(ascii: "&"), " \t\r\n[{,:-?\"'".utf8.contains(last) { return true }
      last = byte
    }
    return false
  }
}

/// What JSON and YAML have in common.
private indirect enum PlainValue {
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
  /// Plans need less than this by far; what is nested deeper was made to do harm.
  private static let deepest = 64

  init(_ node: Node, depth: Int = 0) throws {
    guard depth < Self.deepest else { throw PlanError.notAPlan("it is nested too deeply") }
    switch node {
    case .scalar(let scalar):
      self =
        scalar.style == .plain || scalar.style == .any ? Self(plain: scalar.string) : .text(scalar.string)
    case .sequence(let sequence): self = .list(try sequence.map { try Self($0, depth: depth + 1) })
    case .mapping(let mapping):
      let pairs = try mapping.map { key, value in
        guard case .scalar(let name) = key else { throw PlanError.notAPlan("a key is not a word") }
        return (name.string, try Self(value, depth: depth + 1))
      }
      self = .record(Dictionary(pairs) { first, _ in first })
    case .alias: throw PlanError.notAPlan("it uses YAML's aliases")
    }
  }

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
