import HookKit
import Interventions

/// The controls of a sweep: which, and how many draws of each.
public struct Controls: Sendable, Hashable {
  /// The controls asked for; for none, those that fit the edits: `Control.channels` where channels are selected,
  /// otherwise `Control.random`.
  public var kinds: [Control]
  /// The number of null twins of each control at every point.
  public var draws: Int
  /// The group whose edits the twins stand for, all of them together, while the plan's other edits stay; nil for all edits.
  public var group: String?

  /// These controls with `draws` null twins each; of a negative number of draws, none.
  public init(_ kinds: Control..., draws: Int) { self.init(kinds, draws: draws) }

  init(_ kinds: [Control], draws: Int) { (self.kinds, self.draws) = (kinds, max(0, draws)) }

  /// No controls.
  public static let none = Controls(draws: 0)

  /// Controls by their names.
  ///
  /// - Throws: `CatalogueError.unknown` for names that mean nothing, ``SweepError/draws(_:)`` for numbers of draws that are
  ///   out of range.
  public init(named names: [String], draws: Int, of group: String? = nil, in registry: Registry) throws {
    var kinds: [Control] = []
    for name in names {
      let kind = try registry.catalogue(of: Control.self).entry(name)
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    guard (0...10_000).contains(draws) else {
      throw SweepError.draws(draws)
    }
    self.init(kinds, draws: !kinds.isEmpty && kinds.allSatisfy { !$0.isDrawn } ? max(1, draws) : draws)
    self.group = group
  }

  /// The null twins of a plan, in a fixed order; none without draws, and none of a plan without edits.
  ///
  /// Each twin has one edit for each site of the plan, which stands for all of the plan's edits there; of a ``group``, for
  /// all of its edits there, in the place of the first of them.
  ///
  /// - Parameters:
  ///   - plan: the edits that the twins are of.
  ///   - graph: the network that the plan is for.
  /// - Throws: `ControlError` where a control does not fit an edit or has fewer different twins, `SiteError` for patterns that match
  ///   nothing, `PlanError.noGroup` for a group that the plan does not have.
  public func twins(of plan: Plan, in graph: ModuleGraph) throws -> [NullTwin] {
    guard draws > 0, !plan.isEmpty else { return [] }
    let (own, others) = try plan.parts(group)
    let groups = try own.editsBySite(in: graph)
    let fitting: Control =
      own.edits.allSatisfy { ChannelSelection($0.selection) != nil } ? .channels : .random
    return try (kinds.isEmpty ? [fitting] : kinds).flatMap { control in
      try check(control, groups)
      return try (0..<(control.isDrawn ? draws : 1)).map { draw in
        let twins = try groups.map { try Edit(inPlaceOf: $0, control, draw: draw) }
        // Edits of a site may undo each other; the plan itself was asked whether each of them does something.
        let plan = Plan(edits: others.before + twins + others.after, allowUnmatched: true)
        return NullTwin(control: control, draw: draw, plan: plan)
      }
    }
  }
}

extension Controls {
  /// Makes sure that all draws can be different twins: those of several sites are combined.
  private func check(_ control: Control, _ groups: [SiteEdits]) throws {
    guard case .edits(let check, let count, _) = control.method, control.isDrawn else { return }
    for group in groups { try check(group.edits) }
    let counts = groups.compactMap { count($0.edits, $0.site) }
    guard counts.count == groups.count else { return }
    let different = counts.reduce(1) { product, next in
      let (result, isTooLarge) = product.multipliedReportingOverflow(by: next)
      return isTooLarge ? .max : result
    }
    guard draws > different else { return }
    throw ControlError.tooMany(control.name, draws: draws, different: different, sites: groups.map(\.site.name))
  }
}

extension Plan {
  /// The edits of a group as a plan, and the others: those before its first edit, and those after it.
  ///
  /// - Throws: ``PlanError/noGroup(_:known:)``.
  fileprivate func parts(_ group: String?) throws -> (own: Plan, others: (before: [Edit], after: [Edit])) {
    guard let group else { return (self, ([], [])) }
    guard let first = edits.firstIndex(where: { $0.group == group }) else {
      throw PlanError.noGroup(group, known: groups)
    }
    let own = Plan(edits: edits.filter { $0.group == group }, allowUnmatched: allowUnmatched)
    return (own, (Array(edits[..<first]), edits[first...].filter { $0.group != group }))
  }
}

/// A plan whose effect is what chance would do.
public struct NullTwin: Sendable {
  /// How it was made.
  public let control: Control
  /// Which of the draws of its control it is, from 0.
  public let draw: Int
  /// Its edits.
  public let plan: Plan
}
