import Experiments

/// Causal scrubbing of channels by the cheese's square.
public enum Plugin: HookPlugin {
  public static let name = "cheese-scrubbing"

  public static func register(in registry: inout Registry) {
    registry.add(CheeseScrub.self)
    registry.add(Scrubbing.self)
  }
}
