import Experiments

/// The cheese vector, and experiments on it.
public enum Plugin: HookPlugin {
  public static let name = "cheese-vector"

  public static func register(in registry: inout Registry) {
    registry.add(CheeseVector.self)
    registry.add(ShiftedCheeseVector.self)
    registry.add(Dose.self)
    registry.add(Sites.self)
    registry.add(Transfer.self)
    registry.add(Shifted.self)
    registry.add(NearCheese.self)
  }
}
