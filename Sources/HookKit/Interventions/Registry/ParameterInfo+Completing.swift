extension [ParameterInfo] {
  /// `noise(scale: 1, distribution: normal, shared: false)`.
  package func signature(of kind: String) -> String {
    isEmpty ? kind : "\(kind)(\(map(\.signature).joined(separator: ", ")))"
  }

  /// A complete set of these parameters: those given, and the defaults of the others.
  ///
  /// - Throws: ``RegistryError`` for unknown, missing and wrongly typed parameters, all faults together.
  package func completed(_ given: [String: ParameterValue], for kind: String) throws -> [String: ParameterValue] {
    var faults: [any ExplainedError] = []
    let names = map(\.name)
    for name in given.keys.sorted() where !names.contains(name) {
      faults.append(
        name == CallParser.unnamed
          ? RegistryError.unnamedParameter(
            "\(given[name] ?? .null)", kind: kind, known: filter { $0.accepts(given[name] ?? .null) }.map(\.name))
          : RegistryError.unknownParameter(name, kind: kind, known: names))
    }
    var complete: [String: ParameterValue] = [:]
    for parameter in self {
      guard let value = given[parameter.name] ?? parameter.defaultValue else {
        // It may be the one that stands without its name.
        if given[CallParser.unnamed] == nil {
          faults.append(
            RegistryError.missingParameter(parameter.name, type: parameter.type, signature: signature(of: kind)))
        }
        continue
      }
      let meant = parameter.type == "text" ? value.asText : value
      if !parameter.accepts(meant) {
        faults.append(
          RegistryError.wrongType(
            parameter.name, kind: kind, given: "\(value)", wanted: parameter.wanted(for: value)))
      }
      complete[parameter.name] = meant
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return complete
  }
}

extension ParameterValue {
  /// A bare word that looks like a number is text where text is wanted: `vector: 17`.
  fileprivate var asText: ParameterValue {
    switch self {
    case .bool, .integer, .number: .text(description)
    default: self
    }
  }
}
