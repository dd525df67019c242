/// The spelling of edits on the command line: `kind(name: value, ...)@site[selection] when(...)`.
public enum CallSyntax {
  /// Reads a selection: `[55, 3:5]`. What a ``SelectionKind`` takes, `[top(8)]`, a registry must look up
  /// (``Registry/selection(_:)``).
  public static func selection(_ text: String) throws(CallError) -> Selection {
    var parser = CallParser(text)
    return try parser.wholeSelection()
  }

  /// Reads a name with parameters, and nothing after it: `path-probability(to: corner)`.
  package static func part(_ text: String) throws(CallError) -> (name: String, parameters: [String: ParameterValue]) {
    var parser = CallParser(text)
    return try parser.wholePart()
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
