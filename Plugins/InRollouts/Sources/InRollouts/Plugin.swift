import Experiments

/// What a field does not show: rollouts beside fields, values beside actions.
public enum Plugin: HookPlugin {
  public static let name = "in-rollouts"

  public static func register(in registry: inout Registry) {
    registry.add(FieldsAndRollouts.self)
    registry.add(CheeseVectorInRollouts.self)
    registry.add(ValueAgreement.self)
  }
}
