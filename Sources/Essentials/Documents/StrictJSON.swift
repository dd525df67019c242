import Foundation

/// The one reader of JSON in files: plans, sweeps, bundles, episodes, trials, headers of safetensors.
///
/// Foundation's decoder keeps one of two values that stand under the same key, without a word. Here that is an
/// error, whatever the keys' spelling (`"a"`, `"\u0061"`); a byte order mark is passed over.
package enum StrictJSON {
  /// What the bytes of a JSON text hold.
  ///
  /// - Throws: `DecodingError`, which says where and why.
  package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    guard let text = PlainText.decode(bytes) else { throw corrupted([], "it is no text in UTF-8") }
    return try decode(type, from: text)
  }

  /// What a JSON text holds.
  ///
  /// - Throws: `DecodingError`, which says where and why.
  package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    let bytes = Array(PlainText.withoutMark(text).utf8)
    var scanner = JSONScanner(bytes)
    let fault = scanner.fault()
    if case .repeatedKey(let key, let path)? = fault { throw corrupted(path, "the key \"\(key)\" is given twice") }
    let value = try JSONDecoder().decode(type, from: Data(bytes))
    // Foundation reads a little more than JSON.
    if case .notJSON(let offset)? = fault { throw corrupted([], "it is no JSON at byte \(offset)") }
    return value
  }

  private static func corrupted(_ path: [AnyKey], _ problem: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: path, debugDescription: problem))
  }
}
