import Foundation

/// The JSON header of a safetensors file.
struct SafetensorsHeader: Decodable {
  struct Field: Decodable {
    var dtype: String
    var shape: [Int]
    var dataOffsets: [Int]

    enum CodingKeys: String, CodingKey, CaseIterable {
      case dtype, shape
      case dataOffsets = "data_offsets"
    }

    init(from decoder: any Decoder) throws {
      try StrictKeys.check(decoder, known: CodingKeys.allCases.map(\.rawValue))
      let values = try decoder.container(keyedBy: CodingKeys.self)
      dtype = try values.decode(String.self, forKey: .dtype)
      shape = try values.decode([Int].self, forKey: .shape)
      dataOffsets = try values.decode([Int].self, forKey: .dataOffsets)
    }
  }

  static let metadataKey = "__metadata__"

  /// In the order of their data, which is the order that they were written in.
  var fields: [(name: String, field: Field)] = []
  var metadata: [String: String] = [:]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    for key in container.allKeys {
      if key.stringValue == Self.metadataKey {
        metadata = try container.decode([String: String].self, forKey: key)
      } else {
        fields.append((key.stringValue, try container.decode(Field.self, forKey: key)))
      }
    }
    fields.sort { ($0.field.dataOffsets.first ?? 0, $0.name) < ($1.field.dataOffsets.first ?? 0, $1.name) }
  }

  /// safetensors' names of element types.
  static func elementType(_ dtype: String) -> ElementType? {
    switch dtype {
    case "F16": .float16
    case "BF16": .bfloat16
    case "F32": .float32
    case "F64": .float64
    case "I8": .int8
    case "I16": .int16
    case "I32": .int32
    case "I64": .int64
    case "U8": .uint8
    case "U16": .uint16
    case "U32": .uint32
    case "U64": .uint64
    case "BOOL": .bool
    default: nil
    }
  }
}
