import Experiments

/// Drawing the mouse to a square of one's choice, and experiments on it.
public enum Plugin: HookPlugin {
  public static let name = "retarget"

  public static func register(in registry: inout Registry) {
    registry.add(Retarget.self)
    registry.add(HeatMap.self)
    registry.add(Strength.self)
  }
}
