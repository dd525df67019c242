/// The spelling of edits on the command line: `kind(name: value, ...)@site[selection] when(...)`.
public enum CallSyntax {
  /// Reads a selection: `[55, 3:5]`.
  public static func selection(_ text: String) throws(CallError) -> Selection {
    var parser = CallParser(text)
    return try parser.wholeSelection()
  }

  /// An intervention as the part of a call before the `@`.
  ///
  /// - Parameters:
  ///   - intervention: the one to spell.
  ///   - limit: values with a longer text are cut short, so that they can be shown but not read back; nil for none.
  public static func text(of intervention: any Intervention, valuesUpTo limit: Int? = nil) -> String {
    let kind = type(of: intervention)
    return (intervention as? CodeIntervention)?.name.map { "\(kind.kind) \($0)" }
      ?? text(kind.kind, intervention, default: kind.init(), main: kind.mainParameter, valuesUpTo: limit)
  }

  /// Reads a name with parameters, and nothing after it: `path-probability(to: corner)`.
  package static func part(_ text: String) throws(CallError) -> (name: String, parameters: [String: ParameterValue]) {
    var parser = CallParser(text)
    return try parser.wholePart()
  }

  /// A value as its kind with the parameters that differ from those of the default value.
  package static func text(
    _ kind: String, _ value: some Encodable, default prototype: some Encodable, main: String? = nil,
    valuesUpTo limit: Int? = nil
  ) -> String {
    let defaults = (try? ParameterCoding.encode(prototype)) ?? [:]
    let parameters = (try? ParameterCoding.encode(value)) ?? [:]
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

/// A call that is not spelt as calls are.
public struct CallError: ExplainedError, Hashable {
  /// The call as it was written.
  public let text: String
  /// How many characters were read before the fault.
  public let position: Int
  /// What is wrong there.
  public let problem: String
  /// What would work.
  public let remedy: String

  public var explanation: Explanation {
    Explanation(.usage, "call \"\(text)\"", "\(problem), at character \(position + 1)", try: remedy)
  }

  /// Shows the call with a pointer to the fault, which one line cannot.
  public var description: String {
    let pointer = String(repeating: " ", count: position) + "^"
    return "the call cannot be read: \(problem)\n  \(text)\n  \(pointer)\n\(remedy)"
  }
}
