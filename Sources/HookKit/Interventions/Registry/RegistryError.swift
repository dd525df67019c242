/// A parameter that is not what its kind takes.
public enum RegistryError: ExplainedError, Hashable {
  /// A parameter that the kind does not have; `known` are those that it has.
  case unknownParameter(String, kind: String, known: [String])
  /// A value without a name where a name is needed; `known` are the parameters that it could be.
  case unnamedParameter(String, kind: String, known: [String])
  /// A parameter without a default that was not given.
  case missingParameter(String, type: String, signature: String)
  /// A value of another type than the parameter takes; `wanted` says which.
  case wrongType(String, kind: String, given: String, wanted: String)

  public var explanation: Explanation {
    switch self {
    case .unknownParameter(let name, let kind, let known):
      Explanation(
        .usage, "parameter \"\(name)\"", "\(kind) has no such parameter",
        try: known.isEmpty ? "it takes none" : "it has \(known.joined(separator: ", "))")
    case .unnamedParameter(let value, let kind, let known):
      Explanation(
        .usage, "\(kind)(\(value))",
        known.isEmpty ? "\(kind) has no parameter that takes \(value)" : "\(value) needs the name of its parameter",
        try: known.isEmpty
          ? "write parameters as name: value" : "write \(NearNames.either(known.map { "\(kind)(\($0): \(value))" }))")
    case .missingParameter(let name, let type, let signature):
      Explanation(.usage, "\(signature)", "the parameter \(name) must be given", try: "it takes \(type)")
    case .wrongType(let name, let kind, let given, let wanted):
      Explanation(.usage, "\(kind)(\(name): \(given))", "\(given) is not what \(name) takes", try: "give \(wanted)")
    }
  }
}
