import Foundation

extension JSONValue {
  /// The value as JSON text: two spaces of indent, and every list that fits on one line on one line.
  public var text: String {
    var writer = Writer()
    writer.write(self, indent: 0)
    return writer.text + "\n"
  }

  /// The value as JSON text on one line.
  public var line: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .large(let value): String(value)
    case .number(let value): Self.text(of: value)
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.line).joined(separator: ",") + "]"
    case .object(let members):
      "{" + Self.unique(members).map { "\(Self.quoted($0.key)):\($0.value.line)" }.joined(separator: ",") + "}"
    }
  }

  /// The members of an object, each key once: readers keep the last of two, and lose the first without a word.
  ///
  /// Tables and queries refuse keys that come twice; where names are from a file, the second gets a number.
  private static func unique(_ members: [Member]) -> [Member] {
    var seen: Set<String> = []
    return members.map { member in
      var key = member.key, number = 2
      while !seen.insert(key).inserted {
        key = "\(member.key) (\(number))"
        number += 1
      }
      return Member(key, member.value)
    }
  }

  /// Whole numbers without a point; JSON has no infinities and no NaN.
  private static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return "\(number)"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where PrintableText.isControl(scalar):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Lays JSON out for people.
  private struct Writer {
    private(set) var text = ""

    mutating func write(_ value: JSONValue, indent: Int) {
      switch value {
      case .array(let values) where !values.isEmpty && !values.allSatisfy(\.isLeaf):
        write(values.map { (nil, $0) }, indent, open: "[", close: "]")
      case .object(let members) where !members.isEmpty:
        write(JSONValue.unique(members).map { ($0.key, $0.value) }, indent, open: "{", close: "}")
      case .array(let values):
        text += "[" + values.map(\.line).joined(separator: ", ") + "]"
      default:
        text += value.line
      }
    }

    private mutating func write(
      _ items: [(key: String?, value: JSONValue)], _ indent: Int, open: String, close: String
    ) {
      text += open + "\n"
      for (place, item) in items.enumerated() {
        text += String(repeating: " ", count: indent + 2)
        if let key = item.key { text += JSONValue.quoted(key) + ": " }
        write(item.value, indent: indent + 2)
        text += place + 1 < items.count ? ",\n" : "\n"
      }
      text += String(repeating: " ", count: indent) + close
    }
  }

  private var isLeaf: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }
}
