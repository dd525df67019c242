/// The spelling of edits on the command line: `kind(name: value, ...)@site[selection]`.
public enum CallSyntax {
  /// Reads one call; the registry says which kinds and parameters there are.
  ///
  /// - Throws: ``CallError`` with the place of a fault of spelling; ``RegistryError`` for unknown kinds and parameters.
  public static func edit(_ text: String, registry: Registry) throws -> Edit {
    var parser = CallParser(text)
    let call = try parser.call()
    return Edit(
      SitePattern(call.site), any: try registry.intervention(call.kind, call.parameters), on: call.selection)
  }

  /// Reads a selection: `[55, 3:5]`.
  public static func selection(_ text: String) throws(CallError) -> Selection {
    var parser = CallParser(text)
    return try parser.wholeSelection()
  }

  /// An edit as a call; reading it back gives the same edit. Parameters that have their default values are left out.
  public static func text(of edit: Edit) -> String {
    let defaults = Edit("", any: type(of: edit.intervention).init(), on: .all).parameters
    let names = (try? ParameterInfo.all(of: edit.intervention).map(\.name)) ?? []
    let parameters = edit.parameters
    let given = names.filter { parameters[$0] != nil && parameters[$0] != defaults[$0] }
      .map { "\($0): \(parameters[$0] ?? .null)" }
    let list = given.isEmpty ? "" : "(\(given.joined(separator: ", ")))"
    return "\(edit.kind)\(list)@\(edit.pattern)\(edit.selection)"
  }

  /// Whether text can stand in a call without quotes and be read as the same text.
  static func isBareText(_ text: String) -> Bool {
    guard !text.isEmpty, !text.contains(where: { "()[]{},\"'@\\".contains($0) || $0.isWhitespace }) else { return false }
    return Int(text) == nil && Double(text) == nil && !["true", "false", "none"].contains(text)
  }

  static func quoted(_ text: String) -> String {
    let escaped = text.map { character in
      switch character {
      case "\"", "\\": "\\\(character)"
      case "\n": "\\n"
      case "\t": "\\t"
      default: String(character)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

extension Edit: CustomStringConvertible {
  /// The edit as a call.
  public var description: String { CallSyntax.text(of: self) }
}

/// A call that is not spelt as calls are.
public struct CallError: ExplainedError, Hashable {
  public let text: String
  /// How many characters were read before the fault.
  public let position: Int
  public let problem: String
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
