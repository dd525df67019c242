import Foundation
import Yams

/// YAML text as plain values, and back, with types that survive: quoted is text, `yes` is text, `0.5` is a
/// number.
///
/// Yams' own decoder reads `'17'` as a number where one fits and `12:30` as 750, and follows aliases of
/// aliases for ever; so what libyaml's parser finds is read here, event by event.
package enum YAMLText {
  /// The JSON of the one document in a YAML text.
  ///
  /// - Throws: ``PlanError/notAPlan(_:)`` for text that is no YAML, gives a key twice, or uses anchors or tags.
  package static func json(from yaml: String) throws -> Data {
    try JSONEncoder().encode(PlainValue(YAMLEvents.read(yaml)))
  }

  /// The bytes of JSON for a text that is JSON or YAML, whatever byte order mark it has.
  package static func json(fromJSONOrYAML text: String) throws -> [UInt8] {
    let text = PlainText.withoutMark(text)
    let isJSON = text.first { !$0.isWhitespace } == "{"
    return isJSON ? Array(text.utf8) : try [UInt8](json(from: text))
  }

  /// The YAML of a JSON text, keys sorted.
  static func yaml(from json: Data) throws -> String {
    let value = try JSONDecoder().decode(PlainValue.self, from: json)
    return try serialize(node: value.node, width: -1, allowUnicode: true)
  }
}
