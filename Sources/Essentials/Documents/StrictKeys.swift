/// Refuses keys that a record does not have: a misspelt key in a file must not be ignored.
package enum StrictKeys {
  /// - Parameter fault: the error for a key, where the file has one of its own; otherwise it is a `DecodingError`.
  package static func check(
    _ decoder: any Decoder, known: [String], _ fault: ((_ key: String, _ known: [String]) -> any Error)? = nil
  ) throws {
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) {
      throw fault?(key.stringValue, known) ?? unknown(key.stringValue, known, decoder.codingPath)
    }
  }

  private static func unknown(_ key: String, _ known: [String], _ path: [any CodingKey]) -> DecodingError {
    let explanation = Explanation.unknownKey(key, in: "", among: known)
    return .dataCorrupted(
      .init(codingPath: path, debugDescription: "\(explanation.problem) (\(explanation.remedy))"))
  }
}

/// A record that knows what keys it has in a file.
package protocol KeyedRecord: Decodable {
  static var keys: [String] { get }
}

/// A record as it is read from a file: with other keys than its own it is refused.
package struct StrictRecord<Record: KeyedRecord>: Decodable {
  package let record: Record

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, known: Record.keys)
    record = try Record(from: decoder)
  }
}
