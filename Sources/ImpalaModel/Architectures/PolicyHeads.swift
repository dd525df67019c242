import HookKit

/// What stands at the end of a policy network: the actions' logits and the state's value.
public enum PolicyHeads {
  /// Adds `fc_policy` and `fc_value`, of which a checkpoint may lack one: an actor or a critic that was saved alone.
  ///
  /// - Parameter width: the number of hidden units that they read.
  static func add(
    to builder: inout GraphBuilder, from parameters: inout some ParameterSource, _ hidden: GraphBuilder.Value,
    width: Int
  ) throws {
    let heads = [("fc_policy", PolicyInterface.procgen.actions.count), ("fc_value", 1)]
    let present = heads.filter { parameters.contains("\($0.0).weight") }
    // Without either it is no policy, and both are reported as missing.
    for (path, size) in present.isEmpty ? heads : present {
      try builder.add(path, try parameters.linear(path, from: width, to: size), hidden)
    }
  }
}
