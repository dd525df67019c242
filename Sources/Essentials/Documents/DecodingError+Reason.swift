extension DecodingError {
  /// Where and why decoding failed, in one line.
  package var plainReason: String {
    switch self {
    case .keyNotFound(let key, let context): "\(context.place)the key \"\(key.stringValue)\" is missing"
    case .typeMismatch(let type, let context): context.explained ?? "\(context.subject) must be \(Self.name(of: type))"
    case .valueNotFound(let type, let context):
      context.explained ?? "\(context.subject) is empty, and must be \(Self.name(of: type))"
    case .dataCorrupted(let context): context.explained ?? "\(context.place)\(context.debugDescription.withoutPeriod)"
    @unknown default: "\(self)"
    }
  }

  /// What the types in a plan file are called. Decoders ask for records and lists as `[String: Any]` and `[Any]`.
  private static func name(of type: Any.Type) -> String {
    if type is [String: Any].Type { return "a record of keys with values" }
    return type is [Any].Type ? "a list" : TypeNames.of(type)
  }
}

extension DecodingError.Context {
  /// What is at fault: "edits[0]", or "it" for the whole file.
  fileprivate var subject: String {
    codingPath.isEmpty
      ? "it"
      : codingPath.reduce("") { path, key in
        key.intValue.map { "\(path)[\($0)]" } ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
      }
  }

  fileprivate var place: String { codingPath.isEmpty ? "" : "\(subject): " }

  /// PlanFile puts its own errors underneath; those say more.
  fileprivate var explained: String? { (underlyingError as? any ExplainedError)?.description }
}

extension String {
  fileprivate var withoutPeriod: String { hasSuffix(".") ? String(dropLast()) : self }
}
