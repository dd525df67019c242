import Experiments

/// The cheese vector, its matched random twin, and experiments on both.
public enum Plugin: HookPlugin {
  public static let name = "cheese-vector"

  public static func register(in registry: inout Registry) {
    registry.add(CheeseVector.self)
    registry.add(MatchedRandomVector.self)
    registry.add(DoseExperiment.self)
    registry.add(SitesExperiment.self)
    registry.add(TransferExperiment.self)
  }
}
