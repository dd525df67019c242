import HookKit

extension Rollout {
  /// Whether all episodes from a start are the same one: actions are the likeliest ones, and no edit draws random numbers
  /// for each row.
  ///
  /// Then one episode of a start says all that there is to know of it.
  public var repeatsEpisodes: Bool {
    options.choice == .argmax
      && variants.allSatisfy { $0.plan.edits.allSatisfy { !$0.intervention.drawsPerRow } }
  }
}
