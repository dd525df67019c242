/// What plans use of what a registry lists: for recipes, which name the plugins that it is from.
package struct PlanUses: Sendable, Hashable {
  /// The kinds of intervention.
  package private(set) var kinds: Set<String> = []
  /// The kinds of selection.
  package private(set) var selections: Set<String> = []
  /// Texts that may name tensors.
  package private(set) var texts: Set<String> = []

  package init(_ plans: some Sequence<Plan> = [Plan]()) { for plan in plans { add(plan) } }

  package mutating func formUnion(_ other: PlanUses) {
    kinds.formUnion(other.kinds)
    selections.formUnion(other.selections)
    texts.formUnion(other.texts)
  }

  package mutating func add(_ plan: Plan) { for edit in plan.edits { add(edit) } }

  private mutating func add(_ edit: Edit) {
    kinds.insert(edit.kind)
    for value in edit.parameters.values { add(value) }
    guard case .chosen(let chosen) = edit.selection else { return }
    selections.insert(chosen.kind)
    for value in chosen.parameters.values { add(value) }
  }

  private mutating func add(_ value: ParameterValue) {
    switch value {
    case .text(let text): texts.insert(text)
    default: for part in value.parts { add(part) }
    }
  }
}

extension Registry {
  /// The plugins that the edits of some plans are from.
  public func plugins(of plans: [Plan]) -> [PluginIdentity] { identities(of: origins(of: PlanUses(plans))) }

  /// Where what plans use comes from.
  package func origins(of uses: PlanUses) -> [String] {
    uses.kinds.compactMap { origin(of: $0) }
      + uses.selections.compactMap { catalogue(of: SelectionEntry.self)[$0]?.origin }
      + tensorSources.filter { source in uses.texts.contains { source.isNamed(in: $0) } }.map(\.origin)
  }
}
