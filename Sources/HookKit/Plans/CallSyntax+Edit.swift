extension CallSyntax {
  /// Reads one call; the registry says which kinds and parameters there are.
  ///
  /// - Throws: ``CallError`` with the place of a fault of spelling; ``RegistryError`` for unknown kinds and parameters.
  public static func edit(_ text: String, registry: Registry) throws -> Edit {
    var parser = CallParser(text)
    let call = try parser.call()
    return Edit(
      SitePattern(call.site), any: try registry.intervention(call.kind, call.parameters),
      on: try registry.selection(call.selection),
      when: call.timing)
  }

  /// An edit as a call; reading it back gives the same edit. Parameters that have their default values are left out.
  public static func text(of edit: Edit) -> String {
    "\(text(of: edit.intervention))@\(edit.pattern)\(edit.selection)\(edit.timingText)"
  }
}

extension Edit: CustomStringConvertible {
  /// The edit as a call, for people: very long values are cut short. ``CallSyntax/text(of:)-(Edit)`` has all of it.
  public var description: String {
    "\(CallSyntax.text(of: intervention, valuesUpTo: Self.shownLength))@\(pattern)\(selection)\(timingText)"
  }

  /// The clause that says when it acts, with a space before it; nothing for an edit that always does.
  fileprivate var timingText: String { timing.map { " when(\($0))" } ?? "" }

  private static let shownLength = 80
}
