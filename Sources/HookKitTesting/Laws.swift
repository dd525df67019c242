import HookKit

/// Checks that an intervention keeps to the laws, for tests of plugins:
///
/// ```swift
/// @Test func laws() throws {
///   #expect(try Laws.violations(of: Dampen(alpha: 2), identity: Dampen(alpha: 0)) == [])
/// }
/// ```
public enum Laws {
  /// The laws that an intervention breaks, each with what was seen; empty when it keeps to all.
  ///
  /// - Parameters:
  ///   - intervention: one that changes something.
  ///   - identity: the same kind at strength 0, if it has such a thing.
  ///   - isRandom: whether another seed must give another result; nil for what the intervention says of itself.
  ///   - settings: where to try it.
  ///   - exempt: laws not to check: `roundTrip` for one that is never written to a plan.
  /// - Throws: what `prepare` and the intervention throw; that is not a matter of law.
  public static func violations<Kind: Intervention>(
    of intervention: Kind, identity: Kind? = nil, isRandom: Bool? = nil, in settings: [LawSetting],
    except exempt: Set<Law> = []
  ) throws -> [LawViolation] {
    var found: [LawViolation] = []
    for setting in settings {
      let trial = try Trial(intervention, in: setting)
      found += try trial.inputUntouched() + trial.shape() + trial.finite()
      // What follows compares elements and makes runs; there is nothing to compare, and no run, without
      // these two.
      guard !found.contains(where: { $0.law == .shape || $0.law == .finite }) else { continue }
      found += try trial.rowsIndependent() + trial.positions() + trial.grids() + trial.drawsPerRow()
      found += try trial.locality() + trial.selection() + trial.seed(isRandom)
      found += try trial.identity(identity) + trial.overwriting() + trial.algebra()
      found += try trial.reading()
      if !exempt.contains(.roundTrip) { found += try trial.roundTrip() }
    }
    return found.filter { !exempt.contains($0.law) }
  }

  /// The laws that an intervention breaks at sites of these shapes.
  public static func violations<Kind: Intervention>(
    of intervention: Kind, identity: Kind? = nil, isRandom: Bool? = nil, shapes: [Shape] = [[3, 4, 5], [6]],
    observations: (any ObservationSource)? = nil, except exempt: Set<Law> = []
  ) throws -> [LawViolation] {
    let settings = try shapes.map { try LawSetting(shape: $0, observations: observations) }
    return try violations(
      of: intervention, identity: identity, isRandom: isRandom, in: settings, except: exempt)
  }
}
