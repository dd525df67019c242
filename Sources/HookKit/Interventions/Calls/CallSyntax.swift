/// The spelling of edits on the command line: `kind(name: value, ...)@site[selection] when(...)`.
public enum CallSyntax {
  /// Reads a selection: `[55, 3:5]`. What a ``SelectionKind`` takes, `[top(8)]`, a registry must look up
  /// (``Registry/selection(_:)``).
  public static func selection(_ text: String) throws(SyntaxError) -> Selection {
    var parser = CallParser(text)
    return try parser.wholeSelection()
  }

  /// Reads a name with parameters, and nothing after it: `path-probability(to: corner)`.
  package static func part(_ text: String) throws(SyntaxError) -> (name: String, parameters: [String: ParameterValue]) {
    var parser = CallParser(text)
    return try parser.wholePart()
  }
}
