import Experiments

/// Causal scrubbing of channels by where the cheese is.
public enum Plugin: HookPlugin {
  public static let name = "cheese-scrubbing"

  public static func register(in registry: inout Registry) {
    registry.add(ScrubCheese.self)
    registry.add(ScrubbingExperiment.self)
  }
}
