import HookKit
import Interventions

/// The controls of a sweep: which, and how many draws of each.
public struct Controls: Sendable, Hashable {
  /// The controls asked for; for none, those that fit the edits: ``Control/channels`` where channels are selected,
  /// otherwise ``Control/random``.
  public var kinds: [Control]
  /// The number of null twins of each control at every point.
  public var draws: Int

  /// These controls with `draws` null twins each; of a negative number of draws, none.
  public init(_ kinds: Control..., draws: Int) { self.init(kinds, draws: draws) }

  init(_ kinds: [Control], draws: Int) { (self.kinds, self.draws) = (kinds, max(0, draws)) }

  /// No controls.
  public static let none = Controls(draws: 0)

  /// Controls by their names.
  ///
  /// - Throws: `CatalogueError.unknown` for names that mean nothing, ``SweepError/draws(_:)`` for numbers of draws that are
  ///   out of range.
  public init(named names: [String], draws: Int, in registry: Registry) throws {
    var kinds: [Control] = []
    for name in names {
      let kind = try registry.catalogue(of: Control.self).entry(name)
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    guard (0...10_000).contains(draws) else {
      throw SweepError.draws(draws)
    }
    self.init(kinds, draws: !kinds.isEmpty && kinds.allSatisfy { !$0.isDrawn } ? max(1, draws) : draws)
  }

  /// The null twins of a plan, in a fixed order; none without draws, and none of a plan without edits.
  ///
  /// Each twin has one edit for each site of the plan, which stands for all of the plan's edits there.
  ///
  /// - Parameters:
  ///   - plan: the edits that the twins are of.
  ///   - graph: the network that the plan is for.
  /// - Throws: `ControlError.unfit` where a control does not fit an edit, `SiteError` for patterns that match
  ///   nothing.
  public func twins(of plan: Plan, in graph: ModuleGraph) throws -> [NullTwin] {
    guard draws > 0, !plan.isEmpty else { return [] }
    let groups = try plan.editsBySite(in: graph)
    let fitting: Control =
      plan.edits.allSatisfy { ChannelSelection($0.selection) != nil } ? .channels : .random
    return try (kinds.isEmpty ? [fitting] : kinds).flatMap { control in
      try (0..<(control.isDrawn ? draws : 1)).map { draw in
        NullTwin(
          control: control, draw: draw,
          // Edits of a site may undo each other; the plan itself was asked whether each of them does something.
          plan: Plan(edits: try groups.map { try Edit(inPlaceOf: $0, control, draw: draw) }, allowUnmatched: true))
      }
    }
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
