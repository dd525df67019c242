/// What a run uses of what a registry lists: for recipes, which name the plugins that it is from.
package struct PlanUses: Sendable, Hashable {
  /// The kinds of intervention.
  package private(set) var kinds: Set<String> = []
  /// The names of entries of catalogues, by what one of them is called: `["condition": ["near-cheese"]]`.
  private var names: [String: Set<String>] = [:]
  /// Texts that may name tensors, or be calls.
  package private(set) var texts: Set<String> = []

  package init(_ plans: some Sequence<Plan> = [Plan]()) { for plan in plans { add(plan) } }

  package mutating func formUnion(_ other: PlanUses) {
    kinds.formUnion(other.kinds)
    names.merge(other.names) { $0.union($1) }
    texts.formUnion(other.texts)
  }

  package mutating func add(_ plan: Plan) { for edit in plan.edits { add(edit) } }

  /// Adds what is used of a catalogue.
  package mutating func add<Entry: CatalogueEntry>(_ names: some Sequence<String>, of sort: Entry.Type) {
    add(names, noun: Entry.noun)
  }

  private mutating func add(_ names: some Sequence<String>, noun: String) {
    self.names[noun, default: []].formUnion(names)
  }

  private mutating func add(_ edit: Edit) {
    kinds.insert(edit.kind)
    for value in edit.parameters.values { add(value) }
    for timing in edit.timings { add(timing.conditions.map(\.name), noun: Timing.Condition.noun) }
    guard case .chosen(let chosen) = edit.selection else { return }
    add([chosen.kind], of: SelectionEntry.self)
    for value in chosen.parameters.values { add(value) }
  }

  private mutating func add(_ value: ParameterValue) {
    switch value {
    case .text(let text): texts.insert(text)
    default: for part in value.parts { add(part) }
    }
  }

  func contains<Entry: CatalogueEntry>(_ entry: Entry) -> Bool { names[Entry.noun]?.contains(entry.name) ?? false }
}

extension Timing.Condition {
  /// What one of them is called in catalogues and messages.
  package static let noun = "condition"
}

/// A catalogue, whatever it lists.
protocol UsedCatalogue {
  func origins(of uses: PlanUses) -> [String]
}

extension Catalogue: UsedCatalogue {
  func origins(of uses: PlanUses) -> [String] { entries.filter(uses.contains).map(\.origin) }
}

extension Registry {
  /// The plugins that the edits of some plans are from.
  public func plugins(of plans: [Plan]) -> [PluginIdentity] { plugins(of: PlanUses(plans)) }

  /// The plugins that what is used is from.
  package func plugins(of uses: PlanUses) -> [PluginIdentity] { identities(of: origins(of: uses)) }

  /// Where what is used comes from.
  package func origins(of uses: PlanUses) -> [String] {
    // A parameter may be a list of calls, which use kinds of their own.
    let calls = uses.texts.lazy.filter { $0.contains("@") }.flatMap {
      (try? CallSyntax.edits($0, registry: self)) ?? []
    }
    let inner = PlanUses([Plan(edits: Array(calls))])
    return uses.kinds.compactMap { origin(of: $0) }
      + allSections.flatMap { ($0 as? any UsedCatalogue)?.origins(of: uses) ?? [] }
      + tensorSources.filter { source in uses.texts.contains { source.isNamed(in: $0) } }.map(\.origin)
      + (inner == PlanUses() ? [] : origins(of: inner))
  }
}
