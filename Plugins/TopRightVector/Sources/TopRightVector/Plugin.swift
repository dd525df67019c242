import Experiments

/// The top-right vector, and experiments on it alone and together with the cheese vector.
public enum Plugin: HookPlugin {
  public static let name = "top-right-vector"

  public static func register(in registry: inout Registry) {
    registry.add(TopRightVector.self)
    registry.add(Dose.self)
    registry.add(ComposedVectors.self)
  }
}
