import HookKit

/// How edits of a plan act on each other.
struct EditRelation {
  enum Kind: String {
    /// Their order makes no difference, but for rounding.
    case commute
    /// Their order makes a difference.
    case ordered
    /// An addition that is one at later sites, too.
    case addition
  }

  let kind: Kind
  /// Their positions in the plan, from 0.
  let edits: [Int]
  let sites: [Site]
  /// Why, for people; empty where the kind says it.
  let reason: String

  var text: String {
    let names = sites.count <= 3 ? sites.map(\.name).joined(separator: ", ") : "\(sites.count) sites"
    let numbers = edits.map { "\($0 + 1)" }.joined(separator: " and ")
    return switch kind {
    case .commute: "edits \(numbers) commute at \(names): \(reason)"
    case .ordered: "the order of edits \(numbers) matters at \(names)"
    case .addition: "edit \(numbers) is an addition at \(names), too\(reason)"
    }
  }

  var json: JSONValue {
    .object([
      .init("kind", .string(kind.rawValue)), .init("edits", .array(edits.map { .integer($0 + 1) })),
      .init("sites", .array(sites.map { .string($0.name) })), .init("text", .string(text)),
    ])
  }
}

extension [EditExplanation] {
  /// How they act on each other in a network: of edits of one site, whether their order matters; of additions, where they are
  /// additions, too.
  func relations(in graph: ModuleGraph) -> [EditRelation] {
    indices.flatMap { first in indices.dropFirst(first + 1).flatMap { relations(first, $0) } } + additions(in: graph)
  }

  /// What is to be said of two edits, by what it is.
  private func relations(_ first: Int, _ second: Int) -> [EditRelation] {
    let (one, other) = (self[first], self[second])
    var found: [(kind: EditRelation.Kind, reason: String, site: Site)] = []
    for place in one.sites {
      guard let same = other.sites.first(where: { $0.site == place.site }) else { continue }
      // That it overwrites the first is said of the first.
      if other.overwrites(one), same.elements.contains(all: place.elements) { continue }
      let reason = one.commutes(with: other, isDisjoint: !place.elements.intersects(same.elements))
      found.append((reason == nil ? .ordered : .commute, reason ?? "", place.site))
    }
    let kinds = found.map { "\($0.kind) \($0.reason)" }.reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return kinds.compactMap { kind in
      let own = found.filter { "\($0.kind) \($0.reason)" == kind }
      return own.first.map {
        EditRelation(kind: $0.kind, edits: [first, second], sites: own.map(\.site), reason: $0.reason)
      }
    }
  }

  /// Where additions are additions, too, and which other edits act there.
  private func additions(in graph: ModuleGraph) -> [EditRelation] {
    indices.filter { self[$0].edit.intervention.algebra == .adds }.flatMap { number in
      self[number].sites.compactMap { place -> EditRelation? in
        let sites = graph.additions(after: place.site)
        guard !sites.isEmpty else { return nil }
        let others = indices.filter { other in
          other != number && self[other].sites.contains { sites.map(\.name).contains($0.site.name) }
        }
        let there = others.map { "\($0 + 1)" }.joined(separator: ", ")
        return EditRelation(
          kind: .addition, edits: [number], sites: sites,
          reason: ", as there are linear layers only between"
            + (others.isEmpty
              ? ""
              : "; \(others.count == 1 ? "edit" : "edits") \(there) \(others.count == 1 ? "acts" : "act") on the same values")
        )
      }
    }
  }
}

extension EditExplanation {
  /// Why two edits of a site commute; nil where they do not, or it is not known.
  fileprivate func commutes(with other: EditExplanation, isDisjoint: Bool) -> String? {
    let (one, two) = (edit.intervention.algebra, other.edit.intervention.algebra)
    if isDisjoint, keepsToItsElements, other.keepsToItsElements { return "they take different elements" }
    guard one == two else { return nil }
    return switch one {
    case .adds: "both add"
    case .multiplies: "both multiply"
    case .other: nil
    }
  }

  /// Whether what it does to an element depends on no other element.
  private var keepsToItsElements: Bool { locality == .elementwise || edit.intervention.algebra != .other }
}

extension SelectedElements {
  /// Whether some element is in both.
  fileprivate func intersects(_ other: SelectedElements) -> Bool {
    switch (self, other) {
    case (.all, _), (_, .all): true
    case (.some(let mine), .some(let theirs)): !Set(mine).isDisjoint(with: theirs)
    }
  }
}
