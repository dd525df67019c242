import Yams

/// Texts that are JSON or YAML: plans, sweeps, settings.
///
/// In YAML types survive: quoted is text, `yes` is text, `0.5` is a number. Yams' own decoder reads `'17'` as a number
/// where one fits and `12:30` as 750, and follows aliases of aliases for ever; so what libyaml's parser finds is read
/// here, event by event.
package enum Document {
  /// What a text holds.
  ///
  /// - Throws: ``DocumentError`` for text that is neither, or holds something else; what `Value` itself throws.
  package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    do {
      return try StrictJSON.decode(type, from: json(from: PlainText.withoutMark(text)))
    } catch let error as DecodingError {
      throw DocumentError(error.plainReason)
    }
  }

  private static func json(from text: String) throws -> String {
    let isJSON = text.first { !$0.isWhitespace } == "{"
    return isJSON ? text : try JSONValue(YAMLEvents.read(text)).line
  }

  /// The YAML of a value, keys sorted.
  package static func yaml(_ value: some Encodable) throws -> String {
    try serialize(node: JSONValue(encoding: value).node, width: -1, allowUnicode: true)
  }
}

/// A text that is no document, or not of the form that was wanted.
package struct DocumentError: ExplainedError, Hashable {
  /// What is wrong, without a period.
  package let reason: String

  package init(_ reason: String) { self.reason = reason }

  package var explanation: Explanation {
    Explanation(.badData, "document", "cannot be read: \(reason)", try: "give a text in JSON or YAML")
  }
}
