extension Policy {
  /// Whether it remembers something from step to step.
  public var isRecurrent: Bool { !interface.states.isEmpty }

  /// Its name, and which state it is in where it is shown single observations: "gru.hookmodel in its initial state".
  public var fieldName: String { name + stateNote }

  /// What stands after its name there; empty for a policy that remembers nothing.
  package var stateNote: String { isRecurrent ? " in its initial state" : "" }
}
