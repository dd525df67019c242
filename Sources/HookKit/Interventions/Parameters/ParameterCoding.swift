import Foundation

/// Turns interventions, and whatever else is made from named parameters, into these and back: by way of `Codable`.
package enum ParameterCoding {
  // JSON has no infinities; as text they survive every spelling, so that `clamp(max: inf)` can be written and read.
  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  /// Where decoders find what reads calls.
  static let readerKey: CodingUserInfoKey = {
    guard let key = CodingUserInfoKey(rawValue: "reader") else { preconditionFailure("any text is a key") }
    return key
  }()

  private static func decoder(_ reader: (any Sendable)?) -> JSONDecoder {
    let decoder = JSONDecoder()
    if let reader { decoder.userInfo[readerKey] = reader }
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }

  /// All parameters of a value; those that are null are left out.
  package static func encode(_ value: some Encodable) throws -> [String: ParameterValue] {
    let data = try encoder.encode(value)
    return try JSONDecoder().decode([String: ParameterValue].self, from: data).filter { $0.value != .null }
  }

  /// A value from a complete set of parameters.
  ///
  /// - Parameter reader: what decoders find under ``readerKey``: the registry, for calls in parameters.
  package static func decode<Kind: Decodable>(
    _ type: Kind.Type, from parameters: [String: ParameterValue], _ reader: (any Sendable)?
  ) throws -> Kind {
    try decoder(reader).decode(type, from: JSONEncoder().encode(parameters))
  }

  /// Whether a value can be decoded as a type.
  static func decodes(_ type: any Decodable.Type, _ value: ParameterValue) -> Bool {
    // Wrapped in a list, because not every decoder takes a bare number or text as a document.
    func attempt<Value: Decodable>(_: Value.Type) -> Bool {
      guard let data = try? JSONEncoder().encode([value]) else { return false }
      return (try? decoder(nil).decode([Value].self, from: data)) != nil
    }
    return attempt(type)
  }
}
