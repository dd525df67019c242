extension ParameterCoding {
  /// A value as a call spells it: its kind with the parameters that differ from those of the default value.
  ///
  /// - Parameters:
  ///   - main: the parameter that stands without its name.
  ///   - limit: values with a longer text are cut short.
  package static func text(
    _ kind: String, _ value: some Encodable, default prototype: some Encodable, main: String? = nil,
    valuesUpTo limit: Int? = nil
  ) -> String {
    let defaults = (try? encode(prototype)) ?? [:]
    let parameters = (try? encode(value)) ?? [:]
    let names = (try? ParameterInfo.all(of: value).map(\.name)) ?? []
    let given = names.filter { parameters[$0] != defaults[$0] }.map { name in
      let parameter = parameters[name] ?? .null
      let value = name == main ? parameter.quotedDescription : parameter.description
      let label = name == main ? "" : "\(name): "
      guard let limit, value.utf8.count > limit else { return label + value }
      return "\(label)\(value.prefix(limit / 2))..."
    }
    return given.isEmpty ? kind : "\(kind)(\(given.joined(separator: ", ")))"
  }
}
