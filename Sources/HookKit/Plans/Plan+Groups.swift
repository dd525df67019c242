extension Plan {
  /// Edits that belong together: they are on or off together, and have one receipt.
  ///
  /// ```swift
  /// Plan {
  ///   Plan.group("cheese") {
  ///     Edit("embedder.block2.res1.resadd_out", .zero, on: .channels(5))
  ///     Edit("embedder.block3.res1.resadd_out", .zero, on: .channels(7))
  ///   }
  /// }
  /// ```
  public static func group(_ name: String, @PlanBuilder _ edits: () throws -> [Edit]) rethrows -> Plan {
    Plan(
      edits: try edits().map { edit in
        var member = edit
        member.group = name
        return member
      })
  }

  /// The names of all groups, in the order of their first edits.
  public var groups: [String] {
    edits.compactMap(\.group).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The plan without the edits of a group.
  ///
  /// - Throws: ``PlanError/noGroup(_:known:)``.
  public func without(group name: String) throws(PlanError) -> Plan {
    guard groups.contains(name) else { throw .noGroup(name, known: groups) }
    return Plan(edits: edits.filter { $0.group != name }, allowUnmatched: allowUnmatched)
  }
}
