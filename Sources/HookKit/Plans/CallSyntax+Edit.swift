extension CallSyntax {
  /// Reads one call; the registry says which kinds and parameters there are.
  ///
  /// - Throws: `SyntaxError` with the place of a fault of spelling; ``RegistryError`` for unknown kinds and parameters.
  public static func edit(_ text: String, registry: Registry) throws -> Edit {
    var parser = CallParser(text)
    return try edit(parser.call(), registry)
  }

  /// Reads one call, or several that belong together: `group(zero@A, scale(by: 2)@B, named: both)`.
  ///
  /// - Throws: as ``edit(_:registry:)``, the faults of all calls of a group together.
  public static func edits(_ text: String, registry: Registry) throws -> [Edit] {
    var parser = CallParser(text)
    let (calls, group) = try parser.calls()
    var (edits, faults): ([Edit], [any ExplainedError]) = ([], [])
    for call in calls {
      do { edits.append(try edit(call, registry)) } catch let error as any ExplainedError { faults.append(error) }
    }
    if faults.count == 1 { throw faults[0] }
    guard faults.isEmpty else { throw FaultList(faults) }
    return edits.map { edit in
      var edit = edit
      edit.group = group
      return edit
    }
  }

  /// Checks that a text is spelt as calls are.
  ///
  /// - Throws: `SyntaxError`.
  static func check(_ text: String) throws {
    var parser = CallParser(text)
    _ = try parser.calls()
  }

  private static func edit(_ call: CallParser.Call, _ registry: Registry) throws -> Edit {
    Edit(
      SitePattern(call.site), any: try registry.intervention(call.kind, call.parameters),
      on: try registry.selection(call.selection), when: call.timing)
  }

  /// An edit as a call; reading it back gives the same edit, but for its group. Parameters that have their default values are
  /// left out.
  public static func text(of edit: Edit) -> String {
    "\(edit.intervention.text(valuesUpTo: nil))@\(edit.pattern)\(edit.selection)\(edit.timingText)"
  }

  /// The edits of a plan as calls, those of a group that follow each other as one; reading them back gives the same edits.
  public static func texts(of plan: Plan) -> [String] { plan.calls(text) }
}

extension Plan {
  /// The edits as calls for people, those of a group that follow each other as one: `group(zero@A, zero@B, named: both)`.
  public var calls: [String] { calls(\.description) }

  fileprivate func calls(_ text: (Edit) -> String) -> [String] {
    var calls: [String] = []
    for run in edits.split(whereNeighboursDiffer: \.group) {
      let texts = run.map(text)
      if let group = run.first?.group {
        let name = ParameterValue.text(group).description
        calls.append("\(CallParser.groupKind)(\((texts + ["named: \(name)"]).joined(separator: ", ")))")
      } else {
        calls += texts
      }
    }
    return calls
  }
}

extension [Edit] {
  /// The runs of neighbours that have one value.
  fileprivate func split(whereNeighboursDiffer value: (Edit) -> String?) -> [[Edit]] {
    reduce(into: []) { runs, edit in
      if let last = runs.last?.last, value(last) == value(edit) {
        runs[runs.count - 1].append(edit)
      } else {
        runs.append([edit])
      }
    }
  }
}

extension Edit: CustomStringConvertible {
  /// The edit as a call, for people: very long values are cut short. ``CallSyntax/text(of:)`` has all of it.
  public var description: String {
    "\(intervention.text(valuesUpTo: Self.shownLength))@\(pattern)\(selection)\(timingText)"
  }

  /// The clause that says when it acts, with a space before it; nothing for an edit that always does.
  fileprivate var timingText: String { timing.map { " when(\($0))" } ?? "" }

  private static let shownLength = 80
}
