import Experiments

/// Retargeting: an edit of a few activations that sends the mouse elsewhere, and the map of where it can be sent.
public enum Plugin: HookPlugin {
  public static let name = "retarget"

  public static func register(in registry: inout Registry) {
    registry.add(Retarget.self)
    registry.add(RetargetMap.self)
  }
}
