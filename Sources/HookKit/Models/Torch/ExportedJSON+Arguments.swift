extension TracedArgument: Decodable {
  init(from decoder: any Decoder) throws {
    let (kind, container) = try ExportedJSON.Choice.of(decoder)
    let key = AnyKey(stringValue: kind)
    switch kind {
    case "as_none": self = .none
    case "as_tensor": self = .value(try container.decode(ExportedJSON.Name.self, forKey: key).name)
    case "as_tensors": self = .values(try container.decode([ExportedJSON.Name].self, forKey: key).map(\.name))
    case "as_int": self = .integer(try container.decode(Int.self, forKey: key))
    case "as_ints": self = .sizes(try container.decode([Int].self, forKey: key).map { .number($0) })
    case "as_float": self = (try? container.decode(Double.self, forKey: key)).map { .number($0) } ?? .other(kind)
    case "as_bool": self = .flag(try container.decode(Bool.self, forKey: key))
    case "as_string": self = .text(try container.decode(String.self, forKey: key))
    case "as_sym_int": self = .sizes([try container.decode(ExportedJSON.Size.self, forKey: key).traced])
    case "as_sym_ints": self = .sizes(try container.decode([ExportedJSON.Size].self, forKey: key).map(\.traced))
    case "as_scalar_type":
      self = .elementType(ElementType(scalarType: try container.decode(Int.self, forKey: key)))
    default: self = .other(kind)
    }
  }
}
