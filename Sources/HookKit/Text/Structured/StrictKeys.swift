/// Refuses keys that a record does not have: a misspelt key in a file must not be ignored.
package enum StrictKeys {
  package static func check(_ decoder: any Decoder, known: [String]) throws {
    if let key = try unknown(decoder, known) { throw PlanError.unknownKey(key, known: known) }
  }

  /// As ``check(_:known:)``, for records inside others: the error says where.
  package static func checkRecord(_ decoder: any Decoder, known: [String]) throws {
    guard let key = try unknown(decoder, known) else { return }
    let remedy = NearNames.suggestion(for: key, in: known, otherwise: "the keys are \(known.joined(separator: ", "))")
    throw DecodingError.dataCorrupted(
      .init(
        codingPath: decoder.codingPath, debugDescription: "the key \"\(key)\" means nothing here; \(remedy)"))
  }

  private static func unknown(_ decoder: any Decoder, _ known: [String]) throws -> String? {
    try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).sorted().first { !known.contains($0) }
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
    try StrictKeys.checkRecord(decoder, known: Record.keys)
    record = try Record(from: decoder)
  }
}
