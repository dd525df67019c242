import Experiments

/// One of each sort of thing that a plugin can add besides experiments.
public enum Plugin: HookPlugin {
  public static let name = "additions"

  public static func register(in registry: inout Registry) {
    registry.add(PatchUnder.self)
    registry.add(MixSites.self)
    registry.add(FarFromStart.self)
    registry.add(BorderCells.self)
    registry.add(RandomSigns.self)
    registry.add(Deviation.self)
    registry.add(ActivationChange.self)
    registry.add(PooledNet.self)
    registry.add(TrainerNames.self)
  }
}
